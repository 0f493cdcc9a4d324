import { type Credentials, createSigner, fetchOnce, iyzwsv2, type Signer } from "@iyzico-mass-payout/auth";
import { locales, type paths } from "@iyzico-mass-payout/types";
import createClient from "openapi-fetch";
import type { MassPayoutClient } from "./client.js";
import type { MassPayoutClientOptions } from "./client-options.js";
import { diagnoseSignature } from "./diagnosis/diagnose-signature.js";
import { invalidConfiguration } from "./errors/invalid.js";
import { createSignedSend } from "./http/attempt.js";
import { originOf } from "./http/base-url.js";
import { type CallOptions, checkMilliseconds, limitsOf } from "./http/call-options.js";
import { systemClock } from "./http/clock.js";
import type { Context } from "./http/context.js";
import { harmless } from "./http/events.js";
import { rateLimiterOf } from "./http/rate-limiter.js";
import { expandPath } from "./http/request.js";
import { createRetryBudget, retryPolicyOf } from "./http/retry.js";
import { bounded } from "./http/with-timeout.js";
import { auth } from "./operations/auth.js";
import { balance } from "./operations/balance.js";
import { cancel } from "./operations/cancel.js";
import { type InitOptions, init } from "./operations/init.js";
import { item } from "./operations/item.js";
import { type MassPayoutReference, type RetrieveRequest, retrieve } from "./operations/retrieve.js";
import type { PayoutPlan } from "./pay/machine/plan.js";
import { pay } from "./pay/pay.js";
import type { PayOptions } from "./pay/pay-options.js";
import type { PayResult } from "./pay/pay-result.js";
import { items } from "./payouts/items.js";
import { type ListingOptions, pages } from "./payouts/pages.js";
import { type LookOptions, look } from "./payouts/snapshot.js";
import { type WaitOptions, waitUntilSettled } from "./payouts/wait.js";
import type { InitRequest } from "./validation/init-request.js";

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
  const fetch = options.fetch ?? fetchOnce;
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

  const client = {
    retrieve: async (request: RetrieveRequest, callOptions?: CallOptions) =>
      retrieve(context, request, limitsOf(callOptions, context)),
    pages: (reference: MassPayoutReference, listingOptions?: ListingOptions & CallOptions) =>
      pages(context, reference, listingOptions ?? {}),
    items: (reference: MassPayoutReference, listingOptions?: ListingOptions & CallOptions) =>
      items(context, reference, listingOptions ?? {}),
    look: async (reference: MassPayoutReference, lookOptions?: LookOptions & CallOptions) =>
      look(context, reference, lookOptions ?? {}, limitsOf(lookOptions, context)),
    waitUntilSettled: (reference: MassPayoutReference, waitOptions: WaitOptions) =>
      waitUntilSettled(context, reference, waitOptions),
    init: async (request: InitRequest, initOptions?: InitOptions) =>
      init(context, request, initOptions?.checks, limitsOf(initOptions, context)),
    auth: async (requestId: string, callOptions?: CallOptions) =>
      auth(context, requestId, limitsOf(callOptions, context)),
    cancel: async (requestId: string, callOptions?: CallOptions) =>
      cancel(context, requestId, limitsOf(callOptions, context)),
    item: async (referenceCode: string, callOptions?: CallOptions) =>
      item(context, referenceCode, limitsOf(callOptions, context)),
    balance: async (callOptions?: CallOptions) => balance(context, limitsOf(callOptions, context)),
    pay: async (plan: PayoutPlan, payOptions?: PayOptions): Promise<PayResult> =>
      pay({ iyzico: client, origin, clock }, plan, payOptions ?? {}),
    raw,
  };
  return Object.freeze(client);
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
