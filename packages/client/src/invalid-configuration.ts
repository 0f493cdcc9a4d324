import { MassPayoutError } from "./error.js";

/** The client's refusal of an option. Repeats no value: it may be a key in the wrong place. */
export function invalidConfiguration(message: string, hint: string, cause?: unknown): MassPayoutError {
  return new MassPayoutError("invalid_configuration", message, { outcome: "not-sent", hint, cause });
}
