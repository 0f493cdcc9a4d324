import { invalidRequest } from "../errors/invalid.js";
import { call } from "../http/call.js";
import type { Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import { buildRequest } from "../http/request.js";
import { idFaults } from "../validation/id.js";

/** See `MassPayoutClient.auth`. */
export async function auth(context: Context, requestId: string, limits: Limits): Promise<void> {
  const faults = idFaults("requestId", requestId);
  if (faults.length > 0) throw invalidRequest("auth", faults);
  // A success contains nothing else to read.
  return call(context, buildRequest("auth", { body: { requestId } }), limits, () => undefined);
}
