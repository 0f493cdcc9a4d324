/** What was sent and waited in a call so far; every error of the call reports it. */
export interface Progress {
  attempts: number;
  totalDelayMs: number;
  /** Whether an attempt may have left this process. */
  outcome: "not-sent" | "unknown";
}

/** The progress of a call that has just begun. */
export const nothingSent: Readonly<Progress> = { attempts: 0, totalDelayMs: 0, outcome: "not-sent" };
