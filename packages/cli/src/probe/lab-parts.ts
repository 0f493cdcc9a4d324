import type { SignedTarget } from "@iyzico-mass-payout/auth";
import type { Amount, Clock } from "@iyzico-mass-payout/client";
import type { Budget } from "./budget.js";
import type { Journal } from "./journal.js";
import type { ProbeRecipient } from "./payout.js";
import type { Redactor } from "./recording/redactor.js";
import type { StandIns } from "./recording/stand-ins.js";
import type { SendOnce } from "./transport.js";

/** What the lab is made of. */
export interface LabParts {
  origin: string;
  credentials: { apiKey: string; secretKey: string };
  signedTarget: SignedTarget;
  destination: "sandbox" | "production" | "test";
  runId: string;
  unit: Amount;
  recipient: ProbeRecipient;
  budget: Budget;
  journal: Journal;
  redactor: Redactor;
  standIns: StandIns;
  send: SendOnce;
  /** Waits for a slot of the client's rate limit. */
  acquireSlot(signal: AbortSignal): Promise<void>;
  clock: Required<Clock>;
  signal: AbortSignal;
  /** What was answered in the run, by which the lab slows down. */
  pace: Pace;
}

/** What decides how fast a run may go on. */
export interface Pace {
  /** The failures of the last minute. */
  errors: { at: number; code: string }[];
  /** Until when nothing is sent, because too much was asked. */
  pausedUntil: number;
  /** How many answers in a row were unclear. */
  unclear: number;
}
