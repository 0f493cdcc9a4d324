import { call } from "./call.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import { idFaults } from "./id.js";
import { invalidRequest } from "./invalid-request.js";
import { requestOf } from "./request.js";

/** See `MassPayoutClient.auth`. */
export async function auth(context: Context, requestId: string, limits: Limits): Promise<void> {
  const faults = idFaults("requestId", requestId);
  if (faults.length > 0) throw invalidRequest("auth", faults);
  // A success says nothing more than that it is one.
  return call(context, requestOf("auth", { body: { requestId } }), limits, () => undefined);
}
