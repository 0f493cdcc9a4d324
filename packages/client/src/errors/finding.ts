/** What may be the cause of a refused signature. */
export type FindingCode =
  | "unusable-credentials"
  | "sandbox-key-on-production"
  | "production-key-on-sandbox"
  | "base-path"
  | "unreadable-authorization"
  | "another-api-key"
  | "not-what-was-signed"
  | "payload-unreadable"
  | "payload-empty-text"
  | "payload-too-many-decimals"
  | "payload-unknown-field"
  | "payload-text-for-number";

/** One thing that was found, in a word and in a sentence. Repeats no key and no value. */
export interface Finding {
  code: FindingCode;
  message: string;
}
