import type { Credentials, SignedTarget, Signer } from "@iyzico-mass-payout/auth";
import type { Locale } from "@iyzico-mass-payout/types";
import type { Destination } from "./http/base-url.js";
import type { Clock } from "./http/clock.js";
import type { EventListener } from "./http/events.js";
import type { RateLimit } from "./http/rate-limiter.js";
import type { RetryOptions } from "./http/retry.js";
import type { OptionNames } from "./validation/check-names.js";

/** Who signs: the client with the merchant's credentials, or a signer that was made elsewhere, such as by a vault. */
export type SigningIdentity =
  | {
      credentials: Credentials;
      signer?: undefined;
      /**
       * Which part of the URL is signed, `"path"` by default. iyzico does not document whether the query is signed: the
       * vendor's SDKs leave it out, one of their tests signs it. Try `"path-and-query"` if every request is answered
       * with error 1000.
       */
      signedTarget?: SignedTarget | undefined;
    }
  | {
      /** Signs every attempt. Without credentials the client cannot diagnose a rejected signature in full. */
      signer: Signer;
      credentials?: undefined;
      signedTarget?: undefined;
    };

/**
 * The options of a client. Any other name is rejected with `invalid_configuration`, in `retry` too: a misspelt limit would
 * silently be the default.
 */
export type MassPayoutClientOptions = Destination &
  SigningIdentity & {
    /** The language of the vendor's messages, Turkish by default. */
    locale?: Locale | undefined;
    /**
     * Sends a signed request, and must send it once. Without it, on Node, the client sends over its own connections of
     * `node:https`, as long as the program has replaced neither the global `fetch` nor its dispatcher. In every other case it
     * uses `fetchOnce` of `@iyzico-mass-payout/auth`, because the `fetch` of some runtimes sends a request again by itself.
     * Only `node:https` shows whether a request was sent: an attempt that fails in a fetch has the outcome `unknown`.
     */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** The time limit of one attempt, headers and body together, in milliseconds. 30,000 by default. */
    timeoutMs?: number | undefined;
    /**
     * The time limit of a whole call, in milliseconds: attempts, pauses, pages and the wait for the rate limit. None by
     * default, because how long a payout of many pages takes depends on the rate limit.
     */
    deadlineMs?: number | undefined;
    /** How reads are retried; `false` for one attempt. */
    retry?: RetryOptions | false | undefined;
    /**
     * The maximum of requests in any minute, over everything that this client does. Without the option it is 50, over
     * everything that all clients of this process do that leave it out and have the same address, the same API key or
     * `signer`, and the same clock: iyzico counts the requests of a merchant and publishes no limit for mass payout, and
     * its neighbours have 50 to 100. A limiter of your own may share it between machines.
     */
    rateLimit?: RateLimit | undefined;
    /** Receives events: attempts, pauses, results, without any value of a request or response. */
    onEvent?: EventListener | undefined;
    /** Where pauses and durations take their time from; the runtime's clock by default. For tests and simulators. */
    clock?: Clock | undefined;
    /**
     * Lets the client run in a browser, where every visitor of the page can read the secret key and move the money.
     *
     * @deprecated Call iyzico from a server. Deprecated only so that editors strike it through; it is supported.
     */
    dangerouslyAllowBrowser?: boolean | undefined;
  };

export const clientOptionNames: OptionNames<MassPayoutClientOptions> = {
  environment: true,
  baseUrl: true,
  credentials: true,
  signer: true,
  signedTarget: true,
  locale: true,
  fetch: true,
  timeoutMs: true,
  deadlineMs: true,
  retry: true,
  rateLimit: true,
  onEvent: true,
  clock: true,
  dangerouslyAllowBrowser: true,
};
