import { createSignedFetch, iyzwsv2 } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient, type MassPayoutClient } from "@iyzico-mass-payout/client";
import type { paths } from "@iyzico-mass-payout/types";
import createClient, { type Client } from "openapi-fetch";
import { inject } from "vitest";

const { url: baseUrl, credentials } = inject("mock");

/** A fetch that requests one of the document's named examples from the mock. The rest of a request stays unchanged. */
function preferExample(example: string, code = 200): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    request.headers.set("prefer", `code=${code}, example=${example}`);
    return fetch(request);
  };
}

/** Creates a client whose requests are answered with one of the document's examples. */
export function createClientForExample(example: string, code?: number): MassPayoutClient {
  const fetch = preferExample(example, code);
  // All clients of one merchant in a process share the default rate limit: the tests together would wait for minutes.
  return createMassPayoutClient({ credentials, baseUrl, fetch, retry: false, rateLimit: false });
}

/** The same with openapi-fetch and the middleware of the auth package. */
export function createRawClientForExample(example: string, code?: number): Client<paths> {
  const client = createClient<paths>({ baseUrl, fetch: preferExample(example, code) });
  client.use(iyzwsv2(credentials));
  return client;
}

/** Sends any request to the mock, also one that the types forbid, signed by default. */
export function send(target: string, init: RequestInit, signed = true): Promise<Response> {
  return (signed ? createSignedFetch(credentials) : fetch)(new URL(target, baseUrl), init);
}
