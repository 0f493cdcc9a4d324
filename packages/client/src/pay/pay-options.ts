import type { InitChecks } from "../validation/init-request.js";
import type { Approval } from "./approval.js";
import type { PaymentReport } from "./machine/report.js";
import type { PaymentStore } from "./store.js";

/** How a plan is paid. */
export interface PayOptions {
  /**
   * Where the payment is kept. Without one, nothing remembers what was sent when the process dies: whoever pays the same
   * plan again then relies on iyzico to show what is there, and the promises of `pay` don't hold.
   */
  store?: PaymentStore | undefined;
  /**
   * Who approves, between init and auth. By default a payout goes on when nobody was refused and the balance covers it, as
   * far as that is known.
   */
  approve?: Approval | undefined;
  /** Says which payout at iyzico this payment is, where only a person could find out. */
  requestId?: string | undefined;
  /** The checks of the plan, as for `init`. */
  checks?: InitChecks | undefined;
  /** How long to go on at most, in milliseconds; an hour by default. What is open then is gone on with by another call. */
  maxWaitMs?: number | undefined;
  /** The pause after a first look, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs?: number | undefined;
  /**
   * For how long looks must keep showing that there is no such payout, or that nothing has happened to it, before that
   * counts, in milliseconds. Until then the outcome of what was sent is unknown. 600,000 by default.
   */
  absentAfterMs?: number | undefined;
  /** How long one attempt may take, headers and body together, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Ends the call: the request in flight, and every pause. The payment can be gone on with. */
  signal?: AbortSignal | undefined;
  /** Is told where the payment stands after every step, and waited for. What it throws ends the call. */
  onProgress?: ((report: PaymentReport) => unknown) | undefined;
}
