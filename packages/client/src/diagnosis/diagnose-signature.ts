import type { Finding } from "../errors/finding.js";
import { loadFailedError } from "../errors/load-failed.js";
import type { RejectedRequest } from "./signature-findings.js";

/**
 * Looks for the cause of iyzico's errors 1000, 1001, 1007 and 1009 and of the gateway's 401: keys of the other
 * environment, another path or body than the signed one, and bodies that iyzico was seen to answer with "invalid
 * signature" although the signature is right. An empty list means that nothing was found: the secret key is probably
 * wrong, or iyzico signs another part of the URL than `signedTarget` says.
 *
 * The client calls it by itself: see `findings` of its errors. Call it for requests of another client.
 *
 * @throws {TypeError} when `url` is not a whole URL.
 * @throws {MassPayoutError} with code `load_failed`.
 *
 * @example
 * ```ts
 * import { diagnoseSignature } from "@iyzico-mass-payout/client";
 *
 * const findings = await diagnoseSignature({
 *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
 *   url: "https://api.iyzipay.com/v1/mass/payout/retrieve?locale=tr",
 * });
 * // [{ code: "sandbox-key-on-production", message: "…" }]
 * ```
 */
export async function diagnoseSignature(rejected: RejectedRequest): Promise<Finding[]> {
  // Copied first: the caller may change its objects while the code is loaded, which few programs need.
  const { credentials, ...others } = rejected;
  const copied = { ...others, credentials: credentials && { ...credentials } };
  const { signatureFindings } = await import("./signature-findings.js").catch((cause: unknown) => {
    throw loadFailedError("diagnoseSignature", cause);
  });
  return signatureFindings(copied);
}
