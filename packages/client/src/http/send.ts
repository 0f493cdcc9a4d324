import { fetchOnce } from "@iyzico-mass-payout/auth";
import { readBytes } from "./body.js";
import type { Context } from "./context.js";
import { type Reply, type SendLimits, type SignedRequest, StartMissed } from "./exchange.js";
import { nodeHttpFor, sendOverNode } from "./node-transport.js";

/** Sends a signed request once, if it can begin before `start` is over. A fetch that the client was given always sends it. */
export async function send(fetch: Context["fetch"], request: SignedRequest, limits: SendLimits): Promise<Reply> {
  if (!(limits.start.remaining() > 0)) throw new StartMissed();
  const http = fetch === undefined ? nodeHttpFor(request.address) : undefined;
  return http === undefined ? sendByFetch(fetch ?? fetchOnce, request, limits) : sendOverNode(http, request, limits);
}

/**
 * Sends by a fetch. What its rejection means is unknown: an error code proves nothing, because a fetch that tries twice
 * reports ECONNREFUSED for a request that its first try delivered.
 */
async function sendByFetch(
  fetch: NonNullable<Context["fetch"]>,
  { address, method, path, headers, body }: SignedRequest,
  { signal, onWrite }: SendLimits,
): Promise<Reply> {
  // A redirect is not followed: it would send recipients' data to whichever server it names.
  const request = new Request(address.origin + path, {
    method,
    headers,
    body: body ?? null,
    signal,
    redirect: "manual",
  });
  onWrite();
  const response = await fetch(request);
  const { status, type, redirected } = response;
  // A redirect that was not followed has its status on servers, and status 0 in browsers.
  const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400);
  const reader = response.body?.getReader();
  // An error of the cancellation is irrelevant.
  const cancel = () => void Promise.allSettled([reader?.cancel()]);
  return {
    status,
    // Node links the signal to a Request weakly: it is used here, so that an abort reaches the fetch until it has answered.
    url: response.url || request.url,
    redirect: isRedirect ? "unfollowed" : redirected ? "followed" : undefined,
    body: readBytes(reader).finally(cancel),
    response: () => response,
    cancel,
  };
}
