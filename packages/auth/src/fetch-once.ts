/** As much of Deno as is used. */
interface Deno {
  createHttpClient?(options: { poolMaxIdlePerHost: number; http2: boolean }): object;
}

let unpooled: object | undefined;

/**
 * The runtime's own `fetch`, in a way in which it sends a request once and no more: for everything that moves money.
 *
 * Deno's `fetch`, and Bun's before 1.3.14, send a request again by themselves when a connection that was kept breaks
 * before the answer, a POST too (denoland/deno#32566, oven-sh/bun#28708). There, every request gets a connection of its
 * own. On other runtimes it is what `fetch` is.
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
export function fetchOnce(request: Request): Promise<Response> {
  // The global is looked up at each request: programs that replace it do so at any time.
  const { Bun, Deno } = globalThis as { Bun?: unknown; Deno?: Deno };
  if (Bun !== undefined) return globalThis.fetch(request, { keepalive: false });
  // Over HTTP/2 Deno may take a new connection for a kept one.
  unpooled ??= Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0, http2: false });
  return globalThis.fetch(request, unpooled && ({ client: unpooled } as RequestInit));
}
