import type { Reply } from "./exchange.js";

/** Status and headers of an answer. The body has been read: its values are in `data`. */
export interface ResponseHead {
  /** The HTTP status. */
  status: number;
  /** All headers but set-cookie: cookies of a proxy are secrets, and the client sends none back. */
  headers: Headers;
}

/** The result of a call with the answer that it was read from: that of the last attempt, if there were several. */
export interface ResultWithResponse<Result> {
  data: Result;
  response: ResponseHead;
}

/**
 * The promise of a call that sends one request. The request is sent when the method is called, once, whether the promise is
 * awaited, asked for its response, or both. It is an ordinary promise: what `then`, `catch`, `finally` and async functions
 * make of it has no `withResponse`.
 *
 * @example
 * ```ts
 * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
 *
 * export async function authorise(iyzico: MassPayoutClient, requestId: string) {
 *   const { response } = await iyzico.auth(requestId).withResponse();
 *   return response.headers.get("date");
 * }
 * ```
 */
export interface ResponsePromise<Result> extends Promise<Result> {
  /** The same result, with status and headers. Rejects as the promise does: of an error, see `response` of the error. */
  withResponse(): Promise<ResultWithResponse<Result>>;
}

/**
 * Begins a call. The method is a property of a native promise and not one of a class of promises: those are created by every
 * `then`, which knows no response.
 *
 * @param run begins the call, and gives the reply that its result is read from before it resolves. It must not throw.
 */
export function beginCall<Result>(run: (onReply: (reply: Reply) => void) => Promise<Result>): ResponsePromise<Result> {
  let reply: Reply | undefined;
  const promise = run((answered) => {
    reply = answered;
  });
  // Not enumerable: printing the promise does not show it.
  return Object.defineProperty(promise as ResponsePromise<Result>, "withResponse", {
    value: async () => ({ data: await promise, response: headOf(reply as Reply) }),
  });
}

/** Made when it is asked for: Node takes longer to load its classes of fetch than the whole client. */
function headOf(reply: Reply): ResponseHead {
  const headers = new Headers(reply.response()?.headers);
  headers.delete("set-cookie");
  return { status: reply.status, headers };
}
