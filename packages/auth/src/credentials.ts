/** The pair of keys that iyzico gives to a merchant. Sandbox keys begin with `sandbox-`. */
export interface Credentials {
  /** Identifies the merchant; every request carries it. */
  apiKey: string;
  /** The key of the signature; never leaves the process. */
  secretKey: string;
}

/**
 * Thrown when credentials that can't work are given. The message says which key is invalid and why, and never contains
 * any part of a key.
 *
 * @example
 * ```ts
 * import { createSigner, InvalidCredentialsError } from "@iyzico-mass-payout/auth";
 *
 * try {
 *   createSigner({ apiKey: "sandbox-key", secretKey: "" });
 * } catch (error) {
 *   if (error instanceof InvalidCredentialsError) console.error(error.message); // secretKey must not be empty.
 * }
 * ```
 */
export class InvalidCredentialsError extends TypeError {
  override readonly name = "InvalidCredentialsError";
  /** For telling errors apart without `instanceof`. */
  readonly code = "invalid_credentials";
}

/** White space, control characters and invisible ones (a BOM, a zero-width space), which copying a key may add. */
export const unprintable: RegExp = /[\s\p{Cc}\p{Cf}]/u;

/** Returns a copy of the credentials, or throws an {@link InvalidCredentialsError} when they can't sign. */
export function checkCredentials(credentials: Credentials): Credentials {
  const { apiKey, secretKey } = credentials ?? {};
  checkKey("apiKey", apiKey);
  checkKey("secretKey", secretKey);
  // Both separate the parts of the Authorization header: a key with one of them would make the header ambiguous.
  if (/[:&]/.test(apiKey)) throw new InvalidCredentialsError("apiKey must not contain ':' or '&'.");
  return { apiKey, secretKey };
}

function checkKey(name: string, value: unknown): void {
  if (typeof value !== "string") throw new InvalidCredentialsError(`${name} must be a string.`);
  if (value === "") throw new InvalidCredentialsError(`${name} must not be empty.`);
  if (unprintable.test(value)) {
    throw new InvalidCredentialsError(
      `${name} must not contain white space, line breaks or invisible characters: copying a key may add them.`,
    );
  }
}
