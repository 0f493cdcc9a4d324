import type { FindingCode, MassPayoutError, RequestFault } from "@iyzico-mass-payout/client";

/** What is explained of an error, or of a failure that a payment reports. */
export type ExplainedError = Pick<MassPayoutError, "code" | "message" | "hint"> &
  Partial<Pick<MassPayoutError, "errorCode" | "outcome" | "operation">>;

/** What a failed command prints. */
export interface ErrorsMessages {
  /** Heads the faults of a request. `hasItems`: some of them are of items. */
  nothingSent(hasItems: boolean): string;
  fault(fault: RequestFault): string;
  /** What failed, what to do about it, and likely causes, each as a sentence or more. */
  explain(error: ExplainedError): readonly string[];
  finding(code: FindingCode, message: string): string;
}
