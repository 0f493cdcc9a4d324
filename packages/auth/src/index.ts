export { type Authorization, parseAuthorization } from "./authorization-header.js";
export { type Credentials, InvalidCredentialsError } from "./credentials.js";
export { fetchOnce } from "./fetch-once.js";
export { iyzwsv2, type SigningMiddleware } from "./middleware.js";
export { createSignedFetch } from "./signed-fetch.js";
export { createSigner, type SignedHeaders, type Signer, type SignerOptions } from "./signer.js";
export type { SignedParts, SignedTarget } from "./string-to-sign.js";
export {
  createVerifier,
  type RejectionReason,
  type Verification,
  type Verifier,
  type VerifierOptions,
} from "./verifier.js";
