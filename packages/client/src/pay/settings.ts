/** How patient a payment is. */
export interface PaymentSettings {
  /**
   * For how long looks must keep showing that there is no such payout, or that nothing has happened to it, before that
   * counts, in milliseconds. Until then the outcome of what was sent is unknown. 600,000 by default.
   */
  absentAfterMs: number;
  /** The pause after the first look of a phase, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs: number;
}

export const defaultSettings: Readonly<PaymentSettings> = { absentAfterMs: 600_000, pollEveryMs: 5_000 };
