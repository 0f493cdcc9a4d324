import type { Credentials } from "@iyzico-mass-payout/auth";
import type { Locale } from "@iyzico-mass-payout/types";
import type { Destination } from "./http/base-url.js";
import type { Clock } from "./http/clock.js";
import type { EventListener } from "./http/events.js";
import type { RateLimit } from "./http/rate-limiter.js";
import type { RetryOptions } from "./http/retry.js";

/** How a client is made. */
export type MassPayoutClientOptions = Destination & {
  credentials: Credentials;
  /** The language of the vendor's messages, Turkish by default. */
  locale?: Locale | undefined;
  /**
   * Sends each signed request, and must send it once; `fetchOnce` of `@iyzico-mass-payout/auth` by default, because the
   * `fetch` of some runtimes sends a request again by itself.
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** How long one attempt may take, headers and body together, in milliseconds. 30,000 by default. */
  timeoutMs?: number | undefined;
  /**
   * How long a call may take in all, in milliseconds: attempts, pauses, pages, the wait for a slot of the rate limit. No
   * limit by default, because how long a payout of many pages takes depends on the rate limit.
   */
  deadlineMs?: number | undefined;
  /** How reads are repeated; `false` for not at all. */
  retry?: RetryOptions | false | undefined;
  /**
   * At most so many requests in any minute, by everything that this client does; 50 by default, a careful number while
   * the limit of mass payout is not published. A limiter of the caller's own may share it between machines.
   */
  rateLimit?: RateLimit | undefined;
  /** Is told what the client does: attempts, pauses, results, without any value of a request or response. */
  onEvent?: EventListener | undefined;
  /** Where pauses and durations take their time from; the runtime's clock by default. For tests and simulators. */
  clock?: Clock | undefined;
  /**
   * Lets the client run in a browser, where everybody who opens the page can read the secret key and move the money.
   *
   * @deprecated Call iyzico from a server. This option works and is struck through to be seen.
   */
  dangerouslyAllowBrowser?: boolean | undefined;
};
