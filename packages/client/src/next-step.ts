import { type OperationName, operations } from "./operations.js";

/** What to do, in plain words, when nobody knows whether a request was carried out. */
export function nextStep(operation: OperationName): string {
  return operations[operation].isRead
    ? "Reading again does no harm."
    : "It may have been carried out: look at the payout before anything else.";
}
