import { createSignedFetch, iyzwsv2 } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient, type MassPayoutClient } from "@iyzico-mass-payout/client";
import type { paths } from "@iyzico-mass-payout/types";
import createClient, { type Client } from "openapi-fetch";
import { inject } from "vitest";

const { url: baseUrl, credentials } = inject("mock");

/** Asks the mock for one of the document's named examples; everything else stays as the client sends it. */
function preferring(example: string, code = 200): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    request.headers.set("prefer", `code=${code}, example=${example}`);
    return fetch(request);
  };
}

/** The convenience client. */
export function clientAskingFor(example: string, code?: number): MassPayoutClient {
  return createMassPayoutClient({ credentials, baseUrl, fetch: preferring(example, code), retry: false });
}

/** openapi-fetch as anybody would use it, with the middleware of the auth package. */
export function rawClientAskingFor(example: string, code?: number): Client<paths> {
  const client = createClient<paths>({ baseUrl, fetch: preferring(example, code) });
  client.use(iyzwsv2(credentials));
  return client;
}

/** A request that no type holds back, signed or not. */
export function send(target: string, init: RequestInit, signed = true): Promise<Response> {
  const limited = { ...init, signal: AbortSignal.timeout(5_000) };
  return (signed ? createSignedFetch(credentials) : fetch)(new URL(target, baseUrl), limited);
}
