/**
 * Which part of the address is signed. `"path"`, the default, leaves the query out, as iyzico's own SDKs do;
 * `"path-and-query"` includes it. No live proof exists for paths under /v1 with a query.
 */
export type SignedTarget = "path" | "path-and-query";

/** A request as far as the signature covers it. */
export interface SignedParts {
  /**
   * What follows the host, as it stands on the request line: percent-escapes untouched. A query may follow; whether it
   * is signed is decided by {@link SignedTarget}.
   */
  path: string;
  /** Exactly the bytes that are sent; a string stands for its UTF-8. Leave it out when there is no body. */
  body?: string | Uint8Array | undefined;
}
