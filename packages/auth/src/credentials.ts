/** The pair of keys that iyzico gives to a merchant. Sandbox keys begin with `sandbox-`. */
export interface Credentials {
  /** Names the merchant; travels in every request. */
  apiKey: string;
  /** Signs; never leaves the process. */
  secretKey: string;
}

/**
 * Credentials that can't work, refused when they are given. The message says what is wrong with which key and never
 * repeats any part of it.
 *
 * @example
 * ```ts
 * import { createSigner, InvalidCredentialsError } from "@iyzico-mass-payout/auth";
 *
 * try {
 *   createSigner({ apiKey: "sandbox-key", secretKey: "" });
 * } catch (error) {
 *   if (error instanceof InvalidCredentialsError) console.error(error.message); // secretKey is empty.
 * }
 * ```
 */
export class InvalidCredentialsError extends TypeError {
  override readonly name = "InvalidCredentialsError";
  readonly code = "invalid_credentials";
}

/** White space, control characters and invisible ones (a BOM, a zero-width space): what copying a key brings along. */
export const unprintable: RegExp = /[\s\p{Cc}\p{Cf}]/u;

/** Returns the credentials when they can be signed with, throws an {@link InvalidCredentialsError} when they can't. */
export function checkCredentials(credentials: Credentials): Credentials {
  const { apiKey, secretKey } = credentials ?? {};
  checkKey("apiKey", apiKey);
  checkKey("secretKey", secretKey);
  // Both separate the parts of the Authorization header: a key with one of them could be read in two ways.
  if (/[:&]/.test(apiKey)) throw new InvalidCredentialsError("apiKey contains ':' or '&'.");
  return { apiKey, secretKey };
}

function checkKey(name: string, value: unknown): void {
  if (typeof value !== "string") throw new InvalidCredentialsError(`${name} is not a string.`);
  if (value === "") throw new InvalidCredentialsError(`${name} is empty.`);
  if (unprintable.test(value)) {
    throw new InvalidCredentialsError(
      `${name} contains white space, a line break or an invisible character: it was probably copied with the key.`,
    );
  }
}
