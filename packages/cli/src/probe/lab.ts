import type { SignedHeaders, SignedTarget } from "@iyzico-mass-payout/auth";
import type { Amount, Clock } from "@iyzico-mass-payout/client";
import type { AnswerCode, ExperimentId, SkipReason } from "../messages/probe.js";
import type { Answer } from "./answer.js";
import type { Budget } from "./budget.js";
import type { MadePayout, ProbeItem, ProbeRecipient } from "./payout.js";
import type { Exchange } from "./recording/recording.js";
import type { ProbeRequest } from "./requester.js";

/** An experiment cannot go on. The reason becomes what its table says. */
export class SeriesStopped extends Error {
  readonly reason: SkipReason;

  constructor(reason: SkipReason) {
    super(reason);
    this.reason = reason;
  }
}

/** What a series may do. It is the only way to iyzico: journal, budget, rate limit and recording are in it. */
export interface Lab {
  readonly unit: Amount;
  readonly recipient: ProbeRecipient;
  readonly budget: Budget;
  readonly clock: Required<Clock>;
  signedTarget: SignedTarget;
  /** Sends a request once that reads, or that iyzico must reject. */
  call(request: ProbeRequest): Promise<Answer>;
  /** Signs a request, to send it twice. */
  sign(request: ProbeRequest): Promise<SignedHeaders>;
  /** Reads are repeated if the answer is unclear. */
  retrieve(fields: Readonly<Record<string, unknown>>, request?: Partial<ProbeRequest>): Promise<Answer>;
  /** Reads a payout once it is shown, for up to a minute. */
  retrieveShown(fields: Readonly<Record<string, unknown>>): Promise<Answer>;
  item(referenceCode: string): Promise<Answer>;
  balance(request?: Partial<ProbeRequest>): Promise<Answer>;
  /** Sends an init once. Nothing of it is authorised. */
  init(
    items: readonly ProbeItem[],
    options?: { externalId?: string; fields?: Readonly<Record<string, unknown>> },
  ): Promise<MadePayout>;
  /**
   * Authorises payouts of this series, after it has read them again. The worst case is reserved before: each of the times, every
   * item of every init of the series is paid, with a commission. Before each of the times, the balance shows what those before cost.
   *
   * @throws {SeriesStopped} and sends nothing else, if the budget does not cover it or the payout is not as it was ordered.
   */
  auth(payout: MadePayout, options?: { times?: number; sameSignature?: boolean }): Promise<Answer[]>;
  cancel(requestId: string, request?: Partial<ProbeRequest>): Promise<Answer>;
  /** A new id of this run. */
  nextId(): string;
  sleep(milliseconds: number): Promise<void>;
  find(experiment: ExperimentId, answer: AnswerCode, evidence: readonly Answer[], detail?: string): void;
  /** Nothing could be found out. */
  leaveOpen(experiment: ExperimentId, reason: SkipReason, evidence: readonly Answer[], detail?: string): void;
  /** The recorded exchanges, without personal data. */
  readonly exchanges: readonly Exchange[];
  /**
   * Cancels the payouts of the series that were not authorised, and reads how each ends: by the journal, so that it holds for a
   * series that was interrupted too.
   */
  close(): Promise<void>;
}
