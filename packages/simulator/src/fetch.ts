import type { Answer } from "./answer.js";
import type { SimulatorClock } from "./clock.js";
import type { Exchange } from "./exchange.js";

/** The part of `fetch` that clients use. */
export type SimulatorFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A fetch function that no port is needed for. Where requests go does not matter, but for the path. */
export function createFetch(exchange: Exchange, clock: SimulatorClock): SimulatorFetch {
  return async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    // The caller's own signal: one that a Request makes of it may be forgotten when memory is tidied up.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const delivery = await exchange({
      method: request.method,
      target: pathname + search,
      authorization: request.headers.get("authorization"),
      body: new Uint8Array(await request.arrayBuffer()),
    });
    switch (delivery.kind) {
      case "answer":
        if (delivery.afterMs > 0) await clock.sleep(delivery.afterMs, signal);
        return responseOf(delivery.answer, delivery.answer.text);
      case "half":
        return responseOf(delivery.answer, halfOf(delivery.answer, signal));
      case "reset":
        throw connectionReset();
      case "silence":
        return new Promise((_, reject) => onAbort(signal, reject));
    }
  };
}

function responseOf({ httpStatus, contentType }: Answer, body: BodyInit): Response {
  return new Response(body, { status: httpStatus, headers: { "content-type": contentType } });
}

function halfOf({ text }: Answer, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.length / 2));
      onAbort(signal, (reason) => controller.error(reason));
    },
  });
}

function onAbort(signal: AbortSignal | undefined, act: (reason: unknown) => void): void {
  signal?.addEventListener("abort", () => act(signal.reason), { once: true });
}

/** What fetch rejects with on Node. */
function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
  return new TypeError("fetch failed", { cause });
}
