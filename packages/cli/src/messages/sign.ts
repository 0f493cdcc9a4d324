/** What `sign` prints. */
export interface SignMessages {
  stringToSign: string;
  /** Its length and hash, to compare it with another program's. */
  measured(bytes: number, sha256: string): string;
  /** What the header has in it, with the key masked. */
  decoded: string;
  curl: string;
  /** The header is a credential for one request. */
  secrecy: string;
  /** Why there is no line for an auth. */
  noCurlForAuth: string;
  noCurlForPath: string;
  /** For a line that changes something at iyzico. */
  writes(place: string): string;
  methodMustBe: string;
  bodyOfGet: string;
}
