import { type Credentials, createSigner, iyzwsv2, type Signer } from "@iyzico-mass-payout/auth";
import { locales, type paths } from "@iyzico-mass-payout/types";
import createClient, { type Client } from "openapi-fetch";
import { originOf } from "./base-url.js";
import { bounded } from "./bounded.js";
import { type CallOptions, checkMilliseconds, limitsOf } from "./call-options.js";
import type { MassPayoutClientOptions } from "./client-options.js";
import { systemClock } from "./clock.js";
import type { Context } from "./context.js";
import { harmless } from "./event.js";
import { invalidConfiguration } from "./invalid-configuration.js";
import { items } from "./items.js";
import { type ListingOptions, pages } from "./pages.js";
import { expandPath } from "./path.js";
import { rateLimiterOf } from "./rate-limiter.js";
import {
  type MassPayoutItem,
  type MassPayoutReference,
  type RetrievedPage,
  type RetrieveRequest,
  retrieve,
} from "./retrieve.js";
import { createRetryBudget } from "./retry-budget.js";
import { retryPolicyOf } from "./retry-policy.js";
import { diagnoseSignature } from "./signature-doctor.js";
import { createSignedSend } from "./signed-send.js";
import { type Waited, type WaitOptions, waitUntilSettled } from "./wait.js";

/** A client for one merchant. Neither the object nor anything that it throws shows the credentials. */
export interface MassPayoutClient {
  /**
   * Reads a payout and one page of its items. Amounts are decimal strings with the digits of the wire.
   *
   * @throws {MassPayoutError} for everything but an answer whose status is "success".
   *
   * @example
   * ```ts
   * import { createMassPayoutClient, describeItemStatus } from "@iyzico-mass-payout/client";
   *
   * const iyzico = createMassPayoutClient({
   *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
   *   environment: "sandbox",
   * });
   * const { items } = await iyzico.retrieve({ externalMassPayoutId: "salaries-2026-11", page: 0, size: 40 });
   * const unpaid = items.filter(({ itemStatus }) => describeItemStatus(itemStatus).state !== "paid");
   * ```
   */
  retrieve(request: RetrieveRequest, options?: CallOptions): Promise<RetrievedPage>;

  /**
   * Reads all pages of a payout in order. Tells what iyzico says, page by page: an item that moves from one page to
   * another meanwhile may come twice or not at all. For payees use {@link items}.
   *
   * @throws {MassPayoutError} as `retrieve` does.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function show(iyzico: MassPayoutClient) {
   *   for await (const { page, total } of iyzico.pages({ requestId: "79cdefc1" }, { size: 100 })) console.log(page, total);
   * }
   * ```
   */
  pages(
    reference: MassPayoutReference,
    options?: ListingOptions & CallOptions,
  ): AsyncGenerator<RetrievedPage, void, undefined>;

  /**
   * Reads every item of a payout: each once, none missing. Items are told apart by either of
   * their ids, `referenceCode` and `itemExternalId`. When the pages don't add up to iyzico's own count, they are read again.
   *
   * @throws {MassPayoutError} with code `incomplete_listing` when the count can't be made good, and as `retrieve` does.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function unpaid(iyzico: MassPayoutClient) {
   *   const references: (string | undefined)[] = [];
   *   for await (const item of iyzico.items({ requestId: "79cdefc1" }, { itemType: "ALL", concurrency: 4 })) {
   *     if (item.itemStatus !== "SUCCESS") references.push(item.referenceCode);
   *   }
   *   return references;
   * }
   * ```
   */
  items(
    reference: MassPayoutReference,
    options?: ListingOptions & CallOptions,
  ): AsyncGenerator<MassPayoutItem, void, undefined>;

  /**
   * Looks at a payout until its money is settled, until a person is needed, or until `maxWaitMs` is over. Looks come
   * less and less often, inside the rate limit, and once more just before the end. See {@link settlementOf} for what
   * counts as settled.
   *
   * @throws {MassPayoutError} for a failure that waiting doesn't help, as itself; what passes (a broken connection, a
   * limit, a listing that doesn't add up) is waited out.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function report(iyzico: MassPayoutClient) {
   *   const waited = await iyzico.waitUntilSettled({ requestId: "79cdefc1" }, { maxWaitMs: 30 * 60_000 });
   *   if (waited.outcome === "settled") return `${waited.paid} is paid`;
   *   return waited.outcome === "needs-a-person" ? `${waited.items.length} items need somebody` : "not over yet";
   * }
   * ```
   */
  waitUntilSettled(reference: MassPayoutReference, options: WaitOptions): Promise<Waited>;

  /**
   * The openapi-fetch client beneath, typed by the document, signed and inside the rate limit. It neither repeats nor
   * ends anything by itself, and refuses path values that would change the path. Its amounts are floats, and a failure
   * that came with HTTP 200 is in `data`: check `data.status`.
   */
  readonly raw: Client<paths>;
}

/**
 * Makes a client.
 *
 * @throws {MassPayoutError} with code `invalid_configuration` when the options can't work: no usable credentials, an
 * address that is neither https nor loopback, or one with a path, query or user name, a browser.
 *
 * @example
 * ```ts
 * import { createMassPayoutClient } from "@iyzico-mass-payout/client";
 *
 * const iyzico = createMassPayoutClient({
 *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
 *   environment: "sandbox",
 *   locale: "en",
 *   timeoutMs: 10_000,
 *   rateLimit: { perMinute: 30 },
 *   onEvent: (event) => console.log(JSON.stringify(event)),
 * });
 * ```
 */
export function createMassPayoutClient(options: MassPayoutClientOptions): MassPayoutClient {
  if (typeof options !== "object" || options === null) {
    throw invalidConfiguration("There are no options.", "Give at least credentials and environment.");
  }
  if (options.fetch !== undefined && typeof options.fetch !== "function") {
    throw invalidConfiguration("fetch is not a function.", "Leave it out for the runtime's own.");
  }
  if (options.clock !== undefined && typeof options.clock?.sleep !== "function") {
    throw invalidConfiguration("clock is no clock.", "Leave it out for the runtime's own.");
  }
  const { credentials, locale = "tr", timeoutMs = 30_000, deadlineMs, clock = systemClock, onEvent } = options;
  // Looked up at each request: programs that replace the global fetch do so at any time.
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  refuseBrowser(options);
  const origin = originOf(options);
  const signer = signerFor(credentials);
  if (!locales.includes(locale))
    throw invalidConfiguration("locale is neither tr nor en.", "Leave it out for Turkish.");
  checkMilliseconds({ timeoutMs, deadlineMs });
  const limiter = rateLimiterOf(options.rateLimit, clock);
  const context: Context = {
    origin,
    locale,
    send: createSignedSend(signer, fetch),
    diagnose: (refused) => diagnoseSignature({ credentials, ...refused }),
    clock,
    limiter,
    retry: retryPolicyOf(options.retry),
    budget: createRetryBudget(),
    timeoutMs,
    deadlineMs,
    emit: harmless(onEvent),
  };

  const raw = createClient<paths>({
    baseUrl: origin,
    pathSerializer: expandPath,
    async fetch(request) {
      // A call could name another baseUrl, and a signed request would go there.
      if (new URL(request.url).origin !== origin) {
        throw invalidConfiguration(
          "The raw client asks only the address that it was made for.",
          "Make another client.",
        );
      }
      await bounded((signal) => limiter.acquire({ signal }), Number.POSITIVE_INFINITY, request.signal);
      return fetch(request);
    },
  });
  raw.use(iyzwsv2(signer));

  return Object.freeze({
    retrieve: async (request: RetrieveRequest, callOptions?: CallOptions) =>
      retrieve(context, request, limitsOf(callOptions, context)),
    pages: (reference: MassPayoutReference, listingOptions?: ListingOptions & CallOptions) =>
      pages(context, reference, listingOptions ?? {}),
    items: (reference: MassPayoutReference, listingOptions?: ListingOptions & CallOptions) =>
      items(context, reference, listingOptions ?? {}),
    waitUntilSettled: (reference: MassPayoutReference, waitOptions: WaitOptions) =>
      waitUntilSettled(context, reference, waitOptions),
    raw,
  });
}

function refuseBrowser({ dangerouslyAllowBrowser }: MassPayoutClientOptions): void {
  const isBrowser = "document" in globalThis && "window" in globalThis;
  if (!isBrowser || dangerouslyAllowBrowser) return;
  throw invalidConfiguration(
    "This is a browser.",
    "Whoever opens the page can read the secret key. Call iyzico from a server.",
  );
}

/** The signer's refusal becomes the client's, so that there is one kind of error to catch. */
function signerFor(credentials: Credentials): Signer {
  try {
    return createSigner(credentials);
  } catch (cause) {
    const hint = "Copy both keys again, without anything around them.";
    throw invalidConfiguration(`credentials: ${(cause as Error).message}`, hint, cause);
  }
}
