import { MassPayoutError, type PaymentStore, type Stored } from "../../src/index.ts";
import type { Payment } from "../../src/pay/machine/payment.ts";

/**
 * How a store loses a payment: all of it, the revisions after an older one, or with the whole folder, so that every call of
 * the store fails. A `restored` store has an older revision too, and says so.
 */
export type StoreLoss = "emptied" | "older" | "missing" | "restored";

interface Row {
  payment: string;
  revision: string;
}

/** A store in memory for one payment. It can lose what it has, and be restored from a copy. */
export class LosableStore implements PaymentStore {
  readonly #conflictAnswer: unknown;
  /** Every revision that was stored, in order: the copy. */
  readonly #copy: Row[] = [];
  #row: Row | undefined;
  #isMissing = false;
  #isRestored = false;
  #revisions = 0;

  /** @param conflictAnswer what `compareAndSet` resolves with if another revision is stored: `undefined`, or an invalid answer. */
  constructor(conflictAnswer: unknown) {
    this.#conflictAnswer = conflictAnswer;
  }

  /** The stored payment. */
  get payment(): Payment | undefined {
    return this.#row && (JSON.parse(this.#row.payment) as Payment);
  }

  /** Whether the payment is that of an older revision, and no process has stored another one since. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  async load(): Promise<Stored | undefined> {
    this.#expectFolder();
    const isRestored = this.#isRestored;
    return this.#row && { ...this.#row, payment: JSON.parse(this.#row.payment), ...(isRestored && { isRestored }) };
  }

  async compareAndSet(_: string, expected: string | undefined, payment: unknown): Promise<string | undefined> {
    this.#expectFolder();
    if (this.#row?.revision !== expected) return this.#conflictAnswer as undefined;
    this.#row = this.#rowOf(JSON.stringify(payment));
    this.#copy.push(this.#row);
    this.#isRestored = false;
    return this.#row.revision;
  }

  #rowOf(payment: string): Row {
    this.#revisions += 1;
    return { payment, revision: `r${this.#revisions}` };
  }

  /** Comes back to the revision that many before the last one, or to the first one, and says so. */
  fallBack(revisions: number): void {
    this.#copy.length -= Math.min(revisions, Math.max(0, this.#copy.length - 1));
    const last = this.#copy.at(-1);
    if (last === undefined) return;
    this.#row = this.#rowOf(last.payment);
    this.#isRestored = true;
  }

  /** Loses the payment, and returns whether it had it. */
  lose(loss: StoreLoss, random: () => number): boolean {
    if (this.#row === undefined) return false;
    if ((loss === "older" || loss === "restored") && this.#copy.length < 2) return false;
    if (loss === "restored") this.fallBack(1 + Math.floor(random() * (this.#copy.length - 1)));
    else if (loss === "older") this.#row = this.#copy[Math.floor(random() * (this.#copy.length - 1))];
    else this.#row = undefined;
    this.#isMissing = loss === "missing";
    return true;
  }

  /** Brings the last revision back. */
  restore(): void {
    this.#row = this.#copy.at(-1);
    this.#isMissing = false;
  }

  /** Begins again without the payment. */
  forget(): void {
    this.#copy.length = 0;
    this.#row = undefined;
    this.#isMissing = false;
  }

  #expectFolder(): void {
    if (!this.#isMissing) return;
    throw new MassPayoutError("store_missing", "The folder is missing.", { outcome: "not-sent", hint: "Mount it." });
  }
}
