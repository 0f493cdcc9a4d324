/** A likely cause of a rejected signature. */
export type FindingCode =
  | "unusable-credentials"
  | "sandbox-key-on-production"
  | "production-key-on-sandbox"
  | "base-path"
  | "unreadable-authorization"
  | "another-api-key"
  | "another-signed-target"
  | "not-what-was-signed"
  | "payload-unreadable"
  | "payload-empty-text"
  | "payload-too-many-decimals"
  | "payload-unknown-field"
  | "payload-text-for-number";

/** A likely cause, as a code and as a sentence. Repeats no key and no value. */
export interface Finding {
  code: FindingCode;
  message: string;
}
