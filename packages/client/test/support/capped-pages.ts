import { createSignedFetch } from "@iyzico-mass-payout/auth";
import { credentials } from "./client.ts";

type Fetch = (request: Request) => Promise<Response>;

/**
 * A vendor whose pages have at most this many items: it changes the size of each retrieve. The answer has the changed size.
 */
export function withCappedPages(fetch: Fetch, maxSize: number): Fetch {
  const signedFetch = createSignedFetch(credentials, fetch);
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || !pathname.endsWith("/retrieve")) return fetch(request);
    const fields = (await request.clone().json()) as { size: number };
    if (fields.size <= maxSize) return fetch(request);
    const body = JSON.stringify({ ...fields, size: Math.min(fields.size, maxSize) });
    return signedFetch(request.url, { method: "POST", body, headers: { "content-type": "application/json" } });
  };
}
