import type { RequestFault } from "@iyzico-mass-payout/client";
import type { SheetFault } from "../sheets/fault.js";

/** The call or its input is wrong. The message is printed to the caller, in the caller's language. */
export class UsageError extends Error {}

/** One fault of a plan that is read from a file. `message` has its place, and nothing of a recipient. */
export interface PlanFault extends Omit<SheetFault, "code"> {
  code: SheetFault["code"] | RequestFault["reason"];
  /** The field of a JSON plan, and its line. */
  field?: string;
  line?: number;
}

/** A plan has faults. The message is the heading of their list. */
export class InputError extends UsageError {
  readonly faults: readonly PlanFault[];

  constructor(message: string, faults: readonly PlanFault[]) {
    super(message);
    this.faults = faults;
  }
}
