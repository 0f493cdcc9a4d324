import { type Credentials, createSigner, createVerifier, parseAuthorization } from "@iyzico-mass-payout/auth";
import { isLosslessNumber, parse } from "lossless-json";
import { readAmount } from "./amount.js";
import { hosts } from "./base-url.js";
import type { Finding } from "./finding.js";
import { operations } from "./operations.js";

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
    ...(body ? payloadFindings(pathname, body) : []),
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

function pathFindings(pathname: string): Finding[] {
  const isPrefixed = Object.values(operations).some(({ path }) => pathname !== path && pathname.endsWith(path));
  if (!isPrefixed) return [];
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

function payloadFindings(pathname: string, body: string): Finding[] {
  let payload: unknown;
  try {
    payload = parse(body);
  } catch {
    return [{ code: "payload-unreadable", message: "The body is not JSON." }];
  }
  const findings = leafFindings(payload, "", 0);
  const operation = Object.values(operations).find(({ path }) => pathname.endsWith(path));
  if (operation === undefined || typeof payload !== "object" || payload === null || Array.isArray(payload)) {
    return findings;
  }
  for (const [key, value] of Object.entries(payload)) {
    if (!Object.hasOwn(operation.fields, key)) {
      // The name of a field may be a typing error, but it may be data in the wrong place too: it is not repeated.
      findings.push({
        code: "payload-unknown-field",
        message: "The body has a field that the operation does not know.",
      });
    } else if (operation.fields[key] === "number" && typeof value === "string") {
      findings.push({ code: "payload-text-for-number", message: `${key} is a text and should be a number.` });
    }
  }
  return findings;
}

/** The names of fields in requests, of this client's operations and of init. */
const documentedFields: ReadonlySet<string> = new Set([
  ...Object.values(operations).flatMap(({ fields }) => Object.keys(fields)),
  ...["externalId", "conversationId", "purpose", "items", "itemExternalId", "recipientType", "recipientInfo"],
  ...["recipientName", "amount", "value", "currency", "description", "nonWithdrawable"],
]);

/** What iyzico was seen to take for an invalid signature wherever it stands in a body. */
function leafFindings(value: unknown, path: string, depth: number): Finding[] {
  // Deeper than any request.
  if (depth > 20) return [];
  if (value === "") return [{ code: "payload-empty-text", message: `${path} is an empty text; leave it out.` }];
  if (isLosslessNumber(value)) {
    const [, decimals = ""] = readAmount(value.value)?.split(".") ?? [];
    return decimals.length > 2
      ? [{ code: "payload-too-many-decimals", message: `${path} has more than two decimals.` }]
      : [];
  }
  if (Array.isArray(value))
    return value.flatMap((element, index) => leafFindings(element, `${path}[${index}]`, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    // Only names that the API has: another one may be data in the wrong place.
    const name = documentedFields.has(key) ? key : "…";
    return leafFindings(field, path === "" ? name : `${path}.${name}`, depth + 1);
  });
}
