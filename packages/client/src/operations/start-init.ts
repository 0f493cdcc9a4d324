import { initFields } from "../api/endpoints.js";
import { loadFailedError } from "../errors/load-failed.js";
import { type Limits, writeNames } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import type { OptionNames } from "../validation/check-names.js";
import { copyFields } from "../validation/copy-fields.js";
import type { InitChecks, InitRequest } from "../validation/init-request.js";
import type { InitOptions, InitResult } from "./init.js";

export const initOptionNames: OptionNames<InitOptions> = { ...writeNames, checks: true };

/** Loads the checks of requests, which a program that only reads does not need, and sends the request. */
export async function startInit(
  context: Context,
  request: InitRequest,
  checks: InitChecks | undefined,
  limits: Limits,
): Promise<InitResult> {
  // Copied first: the caller may change its objects while the code is loaded.
  const copiedRequest = copyFields(request, initFields) as InitRequest;
  const copiedChecks = typeof checks === "object" ? { ...checks } : checks;
  const { init } = await import("./init.js").catch((cause: unknown) => {
    throw loadFailedError("init", cause);
  });
  return init(context, copiedRequest, copiedChecks, limits);
}
