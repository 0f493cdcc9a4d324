// Shows what the service needs of the program's own records: what is to be paid, and what became of it. A class with the same
// methods on your database takes its place, and one in memory in a test.
import type { PayoutPlan } from "@iyzico-mass-payout/client";

export abstract class PayoutRuns {
  abstract planOf(id: string): Promise<PayoutPlan | undefined>;
  /** Records that a run is to be paid, and that its outcome is not known yet. */
  abstract request(id: string): Promise<void>;
  /** The runs that were requested and have no outcome. */
  abstract open(): Promise<string[]>;
  /** `null` is not known yet. */
  abstract outcomeOf(id: string): Promise<string | null>;
  abstract record(id: string, outcome: string): Promise<void>;
}
