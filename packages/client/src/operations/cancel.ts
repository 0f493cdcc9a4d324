import { call } from "../http/call.js";
import type { Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import { buildRequest } from "../http/request.js";

/** See `MassPayoutClient.cancel`. */
export async function cancel(context: Context, requestId: string, limits: Limits): Promise<void> {
  // A success contains nothing else to read.
  return call(context, buildRequest("cancel", { path: { requestId } }), limits, () => undefined);
}
