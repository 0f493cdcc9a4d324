import type { SignedParts, SignedTarget } from "./signed-parts.js";

/** Whether a path is none: the most likely mistake in a call, and what a hostile client may write on its request line. */
export function isWholeUrl(path: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(path);
}

/** The bytes that are signed: randomKey, then the path, then the body, in UTF-8 and without separators. */
export function messageOf(
  randomKey: string,
  { path, body = "" }: SignedParts,
  signedTarget: SignedTarget,
): Uint8Array<ArrayBuffer> {
  if (typeof path !== "string") throw new TypeError("path must be a string: what follows the host.");
  // Not instanceof: bytes may come from another realm, as they do in test runners.
  if (typeof body !== "string" && !ArrayBuffer.isView(body)) {
    throw new TypeError(
      "body must be the string or the bytes that are sent: serialise it once, sign that and send that.",
    );
  }
  const target = signedTarget === "path" ? path.replace(/\?.*/s, "") : path;
  const head = new TextEncoder().encode(randomKey + target);
  const tail = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const message = new Uint8Array(head.length + tail.length);
  message.set(head);
  message.set(tail, head.length);
  return message;
}
