import type { FindingCode, MassPayoutError, RequestFault } from "@iyzico-mass-payout/client";

/** What a failed command prints. */
export interface ErrorsMessages {
  /** Heads the faults of a request. `hasItems`: some of them are of items. */
  nothingSent(hasItems: boolean): string;
  fault(fault: RequestFault): string;
  /** What failed, what to do about it, and likely causes, each as a sentence or more. */
  explain(error: MassPayoutError): readonly string[];
  finding(code: FindingCode, message: string): string;
}
