import { call } from "./call.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import { requestOf } from "./request.js";

/** See `MassPayoutClient.cancel`. */
export async function cancel(context: Context, requestId: string, limits: Limits): Promise<void> {
  // A success says nothing more than that it is one.
  return call(context, requestOf("cancel", { path: { requestId } }), limits, () => undefined);
}
