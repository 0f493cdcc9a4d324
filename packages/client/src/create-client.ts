import {
  type Credentials,
  createSignedFetch,
  createSigner,
  InvalidCredentialsError,
  type SignedTarget,
  type Signer,
} from "@iyzico-mass-payout/auth";
import { locales, type paths } from "@iyzico-mass-payout/types";
import createClient from "openapi-fetch";
import type { OperationName } from "./api/endpoints.js";
import type { MassPayoutClient } from "./client.js";
import { clientOptionNames, type MassPayoutClientOptions } from "./client-options.js";
import { diagnoseSignature } from "./diagnosis/diagnose-signature.js";
import { invalidConfiguration } from "./errors/invalid.js";
import { addressOf, originOf } from "./http/base-url.js";
import { nextCallId } from "./http/call.js";
import {
  callNames,
  checkFunctions,
  checkMethods,
  checkMilliseconds,
  limitsOf,
  slotNames,
  writeNames,
} from "./http/call-options.js";
import { systemClock } from "./http/clock.js";
import type { Context } from "./http/context.js";
import { safeListener } from "./http/events.js";
import { merchantShareOf } from "./http/merchant-share.js";
import { nothingSent } from "./http/progress.js";
import { defaultRateLimiter, rateLimiterOf } from "./http/rate-limiter.js";
import { expandPath } from "./http/request.js";
import { beginCall } from "./http/response-promise.js";
import { createRetryBudget, retryPolicyOf } from "./http/retry.js";
import { acquireSlot } from "./http/slot.js";
import { withTimeout } from "./http/with-timeout.js";
import { auth } from "./operations/auth.js";
import { balance } from "./operations/balance.js";
import { cancel } from "./operations/cancel.js";
import { item } from "./operations/item.js";
import { retrieve } from "./operations/retrieve.js";
import { initOptionNames, startInit } from "./operations/start-init.js";
import type { PayContext } from "./pay/pay.js";
import type { PayOptions } from "./pay/pay-options.js";
import type { RepaymentOptions } from "./pay/plan-repayment.js";
import { startPay, startPlanRepayment } from "./pay/start.js";
import { items } from "./payouts/items.js";
import { pages } from "./payouts/pages.js";
import { snapshotNames, takeSnapshot } from "./payouts/snapshot.js";
import { waitUntilSettled } from "./payouts/wait.js";
import { checkNames } from "./validation/check-names.js";

/**
 * Creates a client.
 *
 * @throws {MassPayoutError} with code `invalid_configuration` when an option cannot be used: credentials that cannot
 * sign, an address that is neither https nor loopback or has a path, a query or a user name, a browser.
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
  const context = contextOf(options);
  let raw: MassPayoutClient["raw"] | undefined;
  const client: MassPayoutClient = {
    ...operationsOf(context),
    pages: (reference, listingOptions) => pages(context, reference, listingOptions ?? {}),
    items: (reference, listingOptions) => items(context, reference, listingOptions ?? {}),
    snapshot: async (reference, snapshotOptions) =>
      takeSnapshot(context, reference, snapshotOptions ?? {}, limitsOf(snapshotOptions, snapshotNames, context)),
    waitUntilSettled: (reference, waitOptions) => waitUntilSettled(context, reference, waitOptions),
    pay: async (plan, payOptions) => startPay(payContext, plan, payOptions ?? ({} as PayOptions)),
    planRepayment: async (plan, repaymentOptions) =>
      startPlanRepayment(payContext, plan, repaymentOptions ?? ({} as RepaymentOptions)),
    acquireSlot: async (slotOptions) => {
      const limits = limitsOf(slotOptions, slotNames, context);
      await acquireSlot(context, slotOptions?.operation ?? "auth", limits, nothingSent, nextCallId());
    },
    origin: context.address.origin,
    // Made at its first use: openapi-fetch touches the global fetch, which takes Node longer to load than the whole client.
    get raw() {
      raw ??= rawClient(context);
      return raw;
    },
  };
  const payContext: PayContext = { ...context, iyzico: client };
  return Object.freeze(client);
}

/** The methods of the operations. One that is missing or of another form than the client's interface does not compile. */
function operationsOf(context: Context): Pick<MassPayoutClient, OperationName> {
  // `async`, so that an option that cannot be used is a rejection, as every other error.
  return {
    retrieve: (request, options) =>
      beginCall(async (onReply) => retrieve(context, request, { ...limitsOf(options, callNames, context), onReply })),
    init: (request, options) =>
      beginCall(async (onReply) =>
        startInit(context, request, options?.checks, { ...limitsOf(options, initOptionNames, context), onReply }),
      ),
    auth: (requestId, options) =>
      beginCall(async (onReply) => auth(context, requestId, { ...limitsOf(options, writeNames, context), onReply })),
    cancel: (requestId, options) =>
      beginCall(async (onReply) => cancel(context, requestId, { ...limitsOf(options, writeNames, context), onReply })),
    item: (referenceCode, options) =>
      beginCall(async (onReply) => item(context, referenceCode, { ...limitsOf(options, callNames, context), onReply })),
    balance: (options) =>
      beginCall(async (onReply) => balance(context, { ...limitsOf(options, callNames, context), onReply })),
  };
}

/** What the client's calls share. Throws a MassPayoutError if an option cannot be used. */
function contextOf(options: MassPayoutClientOptions): Context {
  if (typeof options !== "object" || options === null) {
    throw invalidConfiguration("options is required.", "Give at least credentials and environment.");
  }
  checkNames("options", options, clientOptionNames);
  const { fetch, clock = systemClock, locale = "tr", timeoutMs = 30_000, deadlineMs, rateLimit } = options;
  checkFunctions({ fetch, onEvent: options.onEvent });
  checkMethods("clock", clock, "now", "sleep");
  checkFunctions({ "clock.date": clock.date });
  refuseBrowser(options);
  const origin = originOf(options);
  // Copied: the caller may change its object later.
  const credentials = copyCredentials(options.credentials);
  const { signedTarget } = options;
  const signer = signerOf({ credentials, signer: options.signer, signedTarget });
  if (!locales.includes(locale)) throw invalidConfiguration("locale must be tr or en.", "Leave it out for Turkish.");
  checkMilliseconds({ timeoutMs, deadlineMs });
  const share = merchantShareOf({ origin, credentials, signer: options.signer });
  return {
    address: addressOf(origin),
    locale,
    signer,
    fetch,
    // The rejection is reported with its findings or without them.
    diagnose: (rejected) => diagnoseSignature({ ...rejected, credentials, signedTarget }).catch(() => []),
    clock,
    limiter: rateLimit === undefined ? defaultRateLimiter(clock, share) : rateLimiterOf(rateLimit, clock),
    share,
    retry: retryPolicyOf(options.retry),
    budget: createRetryBudget(),
    timeoutMs,
    deadlineMs,
    emit: safeListener(options.onEvent),
  };
}

/** The openapi-fetch client: signed, inside the rate limit, and bound to the client's address. */
function rawClient({ address: { origin }, fetch, limiter, signer }: Context): MassPayoutClient["raw"] {
  // Signs last: what middleware changes is signed, and middleware does not see the signature.
  const signedFetch = createSignedFetch(signer, fetch);
  // What each Request was made of. To read its body back for the signature would be a fifth of the cost of a call.
  const inits = new WeakMap<Request, RequestInit>();
  return createClient<paths>({
    baseUrl: origin,
    headers: { "content-type": "application/json" },
    pathSerializer: expandPath,
    Request: new Proxy(Request, {
      construct(target, [url, init]: [string, RequestInit]) {
        const request = new target(url, init);
        inits.set(request, init);
        return request;
      },
    }),
    async fetch(request) {
      // A call may name another baseUrl. A signed request must not go there.
      if (new URL(request.url).origin !== origin) {
        const message = "baseUrl of a call must be the address of the client.";
        throw invalidConfiguration(message, "Create another client for another address.");
      }
      await withTimeout((signal) => limiter.acquire({ signal }), Number.POSITIVE_INFINITY, request.signal);
      // Middleware may have changed the headers, or given another Request.
      const init = inits.get(request);
      return init === undefined
        ? signedFetch(request)
        : signedFetch(request.url, { ...init, headers: request.headers });
    },
  });
}

function refuseBrowser({ dangerouslyAllowBrowser }: MassPayoutClientOptions): void {
  const isBrowser = "document" in globalThis && "window" in globalThis;
  if (!isBrowser || dangerouslyAllowBrowser) return;
  throw invalidConfiguration(
    "The client does not run in a browser.",
    "Every visitor of the page could read the secret key. Call iyzico from a server.",
  );
}

/** Both keys, each read once. What is not an object stays as it is: the signer rejects it. */
function copyCredentials(credentials: Credentials | undefined): Credentials | undefined {
  if (typeof credentials !== "object" || credentials === null) return credentials;
  const { apiKey, secretKey } = credentials;
  return { apiKey, secretKey };
}

/** The caller's signer, or one made from the credentials. An error of auth becomes a MassPayoutError. */
function signerOf({
  credentials,
  signer,
  signedTarget,
}: {
  credentials: Credentials | undefined;
  signer: Signer | undefined;
  signedTarget: SignedTarget | undefined;
}): Signer {
  if ((credentials === undefined) === (signer === undefined)) {
    throw invalidConfiguration("Either credentials or signer is required.", "Give one of them.");
  }
  if (signer !== undefined) {
    checkMethods("signer", signer, "sign");
    if (signedTarget !== undefined) {
      throw invalidConfiguration("signedTarget must be left out with a signer.", "Give it to createSigner.");
    }
    return signer;
  }
  try {
    return createSigner(credentials as Credentials, { signedTarget });
  } catch (cause) {
    // The other error of createSigner is about signedTarget, and says so.
    const isAboutCredentials = cause instanceof InvalidCredentialsError;
    const subject = isAboutCredentials ? "credentials: " : "";
    const hint = isAboutCredentials
      ? "Copy both keys again, without anything around them."
      : "Leave it out for the path.";
    throw invalidConfiguration(`${subject}${(cause as Error).message}`, hint, cause);
  }
}
