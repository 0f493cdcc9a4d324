// A Request made from another Request follows the other's signal, but Node links the two weakly: once the other is
// collected, the caller's abort no longer reaches the new one. So each link of the chain is kept reachable from the next.

const retained = new WeakMap<object, unknown>();

/** Keeps a value from being collected before its holder is. */
export function retain(holder: object, value: unknown): void {
  retained.set(holder, value);
}

/** Retains what was sent while the body of its response is read, so that an abort ends the reading too. */
export function retainWhileRead(response: Response, sent: Request | string): Response {
  // The holder is the stream: the response itself may be collected while its body is still being read.
  if (response.body !== null) retain(response.body, sent);
  return response;
}
