import { errorCodes, type MassPayoutEvent, type PaymentReport } from "@iyzico-mass-payout/client";

/** Shows how far a payment is, on stderr. */
export interface Progress {
  onProgress(report: PaymentReport): void;
  onEvent(event: MassPayoutEvent): void;
  /** Ends a live display, so that something else can be written. The next report begins it again. */
  pause(): void;
}

/** The code of a failed attempt after which the payment polls again; the result reports every other failure. */
export function retriedFailure(event: MassPayoutEvent): string | undefined {
  if (event.type !== "attempt-ended" || event.code === undefined) return undefined;
  return errorCodes[event.code].isRetried ? event.code : undefined;
}
