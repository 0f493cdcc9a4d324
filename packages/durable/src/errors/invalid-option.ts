import { MassPayoutError } from "@iyzico-mass-payout/client";

/** The error for an option that cannot be used. Nothing was sent and nothing stored. */
export function invalidOption(message: string, hint = "Correct the option."): MassPayoutError {
  return new MassPayoutError("invalid_configuration", message, { outcome: "not-sent", hint });
}
