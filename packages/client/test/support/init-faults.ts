import { faultsOf, type InitChecks, type InitRequest, type RequestFault } from "../../src/index.ts";
import { initItem } from "./recipients.ts";

/** An item without a fault, as a caller in plain JavaScript may change it. */
export const validItem: Readonly<Record<string, unknown>> & { amount: object } = { ...initItem("ext-1") };

export const payoutOf = (...items: unknown[]): { externalId: string; items: unknown[] } => ({
  externalId: "salaries-2026-11",
  items,
});

export const faultsIn = (request: unknown, checks?: InitChecks): RequestFault[] =>
  faultsOf(request as InitRequest, checks);

/** Field and reason of the only fault of a payout whose only item has this change; its faults if it has none or several. */
export function faultOf(change: object, checks?: InitChecks): unknown[] {
  const faults = faultsIn(payoutOf({ ...validItem, ...change }), checks);
  return faults.length === 1 ? [faults[0]?.field, faults[0]?.reason] : faults;
}
