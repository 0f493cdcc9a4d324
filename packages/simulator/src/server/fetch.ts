import type { SimulatorClock } from "../model/clock.js";
import type { Answer } from "./answer.js";
import type { RequestHandler } from "./request-handler.js";

/** The part of `fetch` that clients use. */
export type SimulatorFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A fetch function that sends nothing over a network. Of the URL only path and query matter. */
export function createFetch(handleRequest: RequestHandler, clock: SimulatorClock): SimulatorFetch {
  return async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    // The caller's own signal: the one that a Request derives from it can be garbage-collected.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const response = await handleRequest({
      method: request.method,
      target: pathname + search,
      authorization: request.headers.get("authorization"),
      isConnected: false,
      body: new Uint8Array(await request.arrayBuffer()),
    });
    switch (response.kind) {
      case "answer":
        if (response.afterMs > 0) await clock.sleep(response.afterMs, signal);
        return responseOf(response.answer, response.answer.body);
      case "half":
        return responseOf(response.answer, halfOf(response.answer, signal));
      case "reset":
        throw fetchFailed("read", "ECONNRESET");
      case "refused":
        throw fetchFailed("connect", "ECONNREFUSED");
      case "silence":
        return new Promise((_, reject) => onAbort(signal, reject));
    }
  };
}

function responseOf({ httpStatus: status, headers }: Answer, body: BodyInit): Response {
  return new Response(body, { status, headers });
}

/** Half of the body; the stream then stays open until the signal aborts. */
function halfOf({ body }: Answer, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.length / 2));
      onAbort(signal, (reason) => controller.error(reason));
    },
  });
}

function onAbort(signal: AbortSignal | undefined, act: (reason: unknown) => void): void {
  // A signal that aborted while the request was handled emits no further event.
  if (signal?.aborted) act(signal.reason);
  else signal?.addEventListener("abort", () => act(signal.reason), { once: true });
}

/** The error with which Node's fetch rejects. */
function fetchFailed(syscall: string, code: string): TypeError {
  const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
  return new TypeError("fetch failed", { cause });
}
