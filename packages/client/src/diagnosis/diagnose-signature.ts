import { type Credentials, createSigner, createVerifier, parseAuthorization } from "@iyzico-mass-payout/auth";
import { type Operation, operations } from "../api/endpoints.js";
import type { Finding } from "../errors/finding.js";
import { hosts } from "../http/base-url.js";
import { payloadFindings } from "./payload-findings.js";

/** A request whose signature was refused, as far as it is known. */
export interface RefusedRequest {
  credentials: Credentials;
  /** Where the request went in the end. */
  url: string;
  /** The header that was sent. */
  authorization?: string | null | undefined;
  /** The body that was sent. */
  body?: string | undefined;
}

/**
 * Looks for what may have led to one of iyzico's errors 1000, 1001, 1007, 1009 or to the gateway's 401: keys of the
 * other environment, a path or body that is not the signed one, and bodies that iyzico answers "invalid signature" to
 * although the signature is right. An empty list means that nothing was found here: the secret key is probably wrong.
 *
 * The client calls it by itself; its errors carry the findings. Call it for requests of another client.
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
export async function diagnoseSignature(refused: RefusedRequest): Promise<Finding[]> {
  const { credentials, url, authorization, body } = refused;
  if (!URL.canParse(url)) throw new TypeError("url must be the whole address that the request went to.");
  const { hostname, pathname } = new URL(url);
  return [
    ...keyFindings(credentials, hostname),
    ...pathFindings(pathname),
    ...(authorization ? await headerFindings(credentials, authorization, pathname, body) : []),
    ...(body ? payloadFindings(body, askedOf(pathname)?.operation.fields) : []),
  ];
}

function keyFindings(credentials: Credentials, hostname: string): Finding[] {
  try {
    createSigner(credentials);
  } catch (error) {
    return [{ code: "unusable-credentials", message: (error as Error).message }];
  }
  const isSandboxKey = credentials.apiKey.startsWith("sandbox-");
  if (isSandboxKey && hostname === new URL(hosts.production).hostname) {
    const message = "The API key is one of the sandbox, and the request went to production.";
    return [{ code: "sandbox-key-on-production", message }];
  }
  if (!isSandboxKey && hostname === new URL(hosts.sandbox).hostname) {
    const message = "The API key does not begin with sandbox-, and the request went to the sandbox.";
    return [{ code: "production-key-on-sandbox", message }];
  }
  return [];
}

/** Which operation a path asks, and what stands in front of it. */
function askedOf(pathname: string): { operation: Operation; prefix: string } | undefined {
  for (const operation of Object.values(operations)) {
    const pattern = new RegExp(`^(.*)${operation.path.replace(/\{\w+\}/g, "[^/]+")}$`);
    const [, prefix] = pattern.exec(pathname) ?? [];
    if (prefix !== undefined) return { operation, prefix };
  }
  return undefined;
}

function pathFindings(pathname: string): Finding[] {
  const { prefix } = askedOf(pathname) ?? { prefix: "" };
  if (prefix === "") return [];
  const message = "The request went to a path with something in front, which the signature does not cover.";
  return [{ code: "base-path", message }];
}

async function headerFindings(
  { apiKey, secretKey }: Credentials,
  authorization: string,
  path: string,
  body: string | undefined,
): Promise<Finding[]> {
  const parsed = parseAuthorization(authorization);
  if (parsed === undefined) {
    const message = "The Authorization header is not one of IYZWSv2: it was made otherwise or changed on the way.";
    return [{ code: "unreadable-authorization", message }];
  }
  if (parsed.apiKey !== apiKey) {
    return [
      { code: "another-api-key", message: "The Authorization header names another API key than these credentials." },
    ];
  }
  const { ok } = await createVerifier({ secretKeyFor: () => secretKey }).verify({ authorization, path, body });
  if (ok) return [];
  const message =
    "The signature is not over this path and this body: one of them was changed after signing, or the body was " +
    "serialised twice.";
  return [{ code: "not-what-was-signed", message }];
}
