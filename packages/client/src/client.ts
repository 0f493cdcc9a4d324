import { type Credentials, createSignedFetch, createSigner, iyzwsv2, type Signer } from "@iyzico-mass-payout/auth";
import { type Locale, locales, type paths } from "@iyzico-mass-payout/types";
import createClient, { type Client } from "openapi-fetch";
import { type Destination, originOf } from "./base-url.js";
import { MassPayoutError } from "./error.js";
import { type RetrievedPage, type RetrieveRequest, retrieve } from "./retrieve.js";
import type { CallOptions, Transport } from "./transport.js";

export type MassPayoutClientOptions = Destination & {
  credentials: Credentials;
  /** The language of the vendor's messages, Turkish by default. */
  locale?: Locale | undefined;
  /** Sends each signed request; the runtime's own `fetch` by default. */
  fetch?: typeof globalThis.fetch | undefined;
};

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
   * The openapi-fetch client beneath, typed by the document and signed. Its amounts are floats, and a failure that came
   * with HTTP 200 is in `data`: check `data.status`.
   */
  readonly raw: Client<paths>;
}

/**
 * Makes a client.
 *
 * @throws {MassPayoutError} with code `invalid_configuration` when the options can't work: no usable credentials, an
 * address that is neither https nor loopback, or one with a path, query or user name.
 *
 * @example
 * ```ts
 * import { createMassPayoutClient } from "@iyzico-mass-payout/client";
 *
 * const iyzico = createMassPayoutClient({
 *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
 *   environment: "sandbox",
 *   locale: "en",
 * });
 * ```
 */
export function createMassPayoutClient(options: MassPayoutClientOptions): MassPayoutClient {
  const { credentials, locale = "tr", fetch } = options;
  const origin = originOf(options);
  const signer = signerFor(credentials);
  if (!locales.includes(locale)) {
    throw new MassPayoutError("invalid_configuration", "locale is neither tr nor en.", {
      outcome: "not-sent",
      hint: "Leave it out for Turkish.",
    });
  }
  const transport: Transport = { origin, locale, fetch: createSignedFetch(signer, fetch) };
  const raw = createClient<paths>({ baseUrl: origin, ...(fetch && { fetch }) });
  raw.use(iyzwsv2(signer));
  return Object.freeze({
    retrieve: (request: RetrieveRequest, callOptions: CallOptions = {}) => retrieve(transport, request, callOptions),
    raw,
  });
}

/** The signer's refusal becomes the client's, so that there is one kind of error to catch. */
function signerFor(credentials: Credentials): Signer {
  try {
    return createSigner(credentials);
  } catch (cause) {
    throw new MassPayoutError("invalid_configuration", `credentials: ${(cause as Error).message}`, {
      outcome: "not-sent",
      hint: "Copy both keys again from iyzico's merchant panel, without anything around them.",
      cause,
    });
  }
}
