const kept = new WeakMap<object, unknown>();

/**
 * Keeps something alive for as long as its holder is. A Request made from another listens to that one's signal, but
 * Node links the two weakly: once the first is collected, the caller's abort no longer reaches the second.
 */
export function keepAlive(holder: object, value: unknown): void {
  kept.set(holder, value);
}

/** Keeps a request alive while the body of its response is read, so that an abort ends the reading too. */
export function keepAliveWhileRead(response: Response, request: Request): void {
  // The stream and not the response: that one may be collected while the body is still on its way.
  if (response.body !== null) keepAlive(response.body, request);
}
