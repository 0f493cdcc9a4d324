/**
 * Which part of the URL is signed. `"path"`, the default, leaves the query out, as iyzico's own SDKs do;
 * `"path-and-query"` includes it. Which of them iyzico expects for paths under /v1 with a query is not verified.
 */
export type SignedTarget = "path" | "path-and-query";

/** The parts of a request that the signature covers. */
export interface SignedParts {
  /**
   * What follows the host, as it stands on the request line: percent-escapes untouched. A query may follow;
   * {@link SignedTarget} decides whether it is signed.
   */
  path: string;
  /** Exactly the bytes that are sent; a string stands for its UTF-8. Omit it when there is no body. */
  body?: string | Uint8Array | undefined;
}

/** Returns the target, or throws a TypeError: a misspelt value must not sign other bytes than those meant. */
export function checkSignedTarget(signedTarget: SignedTarget = "path"): SignedTarget {
  if (signedTarget !== "path" && signedTarget !== "path-and-query") {
    throw new TypeError('signedTarget must be "path" or "path-and-query".');
  }
  return signedTarget;
}

/**
 * Whether the path is a whole URL. Callers confuse the two more than anything else, and a hostile client may write a
 * whole URL on its request line.
 */
export function isWholeUrl(path: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(path);
}

/** The string to sign, in the two pieces that the signature is computed over one after the other. */
export interface StringToSign {
  /** The randomKey and the path. */
  head: string;
  /** The body; a string stands for its UTF-8. Kept apart, because joined to the head every byte of it would be copied. */
  body: string | Uint8Array;
}

/** The string to sign: randomKey, then the path, then the body, in UTF-8 and without separators. */
export function stringToSign(
  randomKey: string,
  { path, body = "" }: SignedParts,
  signedTarget: SignedTarget,
): StringToSign {
  if (typeof path !== "string") throw new TypeError("path must be a string.");
  // instanceof would reject bytes of another realm, which test runners make.
  if (typeof body !== "string" && !ArrayBuffer.isView(body)) {
    throw new TypeError(
      "body must be the string or the bytes that are sent: serialise it once, sign that and send that.",
    );
  }
  const [target = ""] = signedTarget === "path" ? path.split("?", 1) : [path];
  return { head: randomKey + target, body };
}
