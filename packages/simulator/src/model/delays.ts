/**
 * The maximum duration of each step of the life cycle, in milliseconds. The actual duration is drawn between half of the
 * maximum and the maximum.
 */
export interface Delays {
  /** From init until retrieve and item find the payout. 0 by default. */
  visible: number;
  /** From auth until the payout says IN_PROGRESS; until then it says INIT although it is authorised. 1,000 by default. */
  authorised: number;
  /** From IN_PROGRESS until the money leaves the balance and the payout says PUBLISHED_TO_QUEUE. 2,000 by default. */
  queued: number;
  /**
   * From the moment in which the balance covers a payout that says INSUFFICIENT_BALANCE until it proceeds by itself, with
   * the option `insufficientBalance: "goes-on"`. It is checked again then. 0 by default: at once.
   */
  resumed: number;
  /** From PUBLISHED_TO_QUEUE until an item says QUEUED; until then it says INIT. 2,000 by default. */
  itemsQueued: number;
  /** From QUEUED until an item says PROCESSING. 1,000 by default. */
  sent: number;
  /** From PROCESSING until the bank's result: SUCCESS or FAILED. 30,000 by default. */
  processing: number;
  /** From FAILED until the refund has succeeded or failed: DEPOSIT_SUCCESS or DEPOSIT_FAIL. 60,000 by default. */
  refund: number;
}

/** The default delays. A simulator that runs in real time can scale them. */
export const defaultDelays: Readonly<Delays> = Object.freeze({
  visible: 0,
  authorised: 1_000,
  queued: 2_000,
  resumed: 0,
  itemsQueued: 2_000,
  sent: 1_000,
  processing: 30_000,
  refund: 60_000,
});
