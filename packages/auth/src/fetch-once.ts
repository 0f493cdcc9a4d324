/** The part of Deno that is used. */
interface Deno {
  createHttpClient?(options: { poolMaxIdlePerHost: number; http2: boolean }): object;
}

let unpooled: object | undefined;

/**
 * The runtime's own `fetch`, set up to send each request once. Use it for every request that moves money.
 *
 * The `fetch` of Deno, and of Bun before 1.3.14, sends a request again by itself when a kept connection breaks before
 * the response, a POST too (denoland/deno#32566, oven-sh/bun#28708). On Bun and Deno every request therefore gets its
 * own connection. On other runtimes `fetchOnce` is plain `fetch`. On Deno a `client` in `init` is used as it is given: it
 * must keep no connections either.
 *
 * @example
 * ```ts
 * import { fetchOnce, iyzwsv2 } from "@iyzico-mass-payout/auth";
 * import createClient from "openapi-fetch";
 *
 * const client = createClient({ baseUrl: "https://sandbox-api.iyzipay.com", fetch: fetchOnce });
 * client.use(iyzwsv2({ apiKey: "sandbox-key", secretKey: "sandbox-secret" }));
 * ```
 */
export function fetchOnce(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  // Read at each request: programs may replace the global fetch at any time.
  const { Bun, Deno } = globalThis as { Bun?: unknown; Deno?: Deno };
  if (Bun !== undefined) return globalThis.fetch(input, { ...init, keepalive: false });
  // HTTP/1.1 only: over HTTP/2, Deno may mistake a new connection for a kept one, and then sends again.
  unpooled ??= Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0, http2: false });
  return globalThis.fetch(input, unpooled === undefined ? init : ({ client: unpooled, ...init } as RequestInit));
}
