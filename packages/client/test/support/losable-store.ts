import { MassPayoutError, type PaymentStore } from "../../src/index.ts";
import type { Payment } from "../../src/pay/machine/payment.ts";

/**
 * How a store loses a payment: all of it, the revisions after an older one, or with the whole folder, so that every call of
 * the store fails.
 */
export type StoreLoss = "emptied" | "older" | "missing";

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
  #revisions = 0;

  /** @param conflictAnswer what `compareAndSet` resolves with if another revision is stored: `undefined`, or an invalid answer. */
  constructor(conflictAnswer: unknown) {
    this.#conflictAnswer = conflictAnswer;
  }

  /** The stored payment. */
  get payment(): Payment | undefined {
    return this.#row && (JSON.parse(this.#row.payment) as Payment);
  }

  async load(): Promise<{ payment: unknown; revision: string } | undefined> {
    this.#expectFolder();
    return this.#row && { ...this.#row, payment: JSON.parse(this.#row.payment) };
  }

  async compareAndSet(_: string, expected: string | undefined, payment: unknown): Promise<string | undefined> {
    this.#expectFolder();
    if (this.#row?.revision !== expected) return this.#conflictAnswer as undefined;
    this.#revisions += 1;
    this.#row = { payment: JSON.stringify(payment), revision: `r${this.#revisions}` };
    this.#copy.push(this.#row);
    return this.#row.revision;
  }

  /** Loses the payment, and returns whether it had it. */
  lose(loss: StoreLoss, random: () => number): boolean {
    if (this.#row === undefined) return false;
    if (loss === "older" && this.#copy.length < 2) return false;
    if (loss === "older") this.#row = this.#copy[Math.floor(random() * (this.#copy.length - 1))];
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
