import {
  type Credentials,
  createSigner,
  createVerifier,
  parseAuthorization,
  type SignedTarget,
} from "@iyzico-mass-payout/auth";
import { type Endpoint, endpoints } from "../api/endpoints.js";
import { hosts } from "../api/environments.js";
import type { Finding } from "../errors/finding.js";
import { payloadFindings } from "./payload-findings.js";

/** A request whose signature iyzico rejected, as far as it is known. */
export interface RejectedRequest {
  /** Without them, the header's signature is not checked. */
  credentials?: Credentials | undefined;
  /** Which part of the URL was to be signed, `"path"` by default. */
  signedTarget?: SignedTarget | undefined;
  /** The whole URL that the request was sent to. */
  url: string;
  /** The Authorization header that was sent. */
  authorization?: string | null | undefined;
  /** The body that was sent. */
  body?: string | undefined;
}

/** Finds why iyzico rejected a signature: see `diagnoseSignature`. */
export async function signatureFindings(rejected: RejectedRequest): Promise<Finding[]> {
  const { credentials, url, authorization, body } = rejected;
  if (!URL.canParse(url)) throw new TypeError("url must be the whole URL that the request was sent to.");
  const { hostname, pathname } = new URL(url);
  // A client with a signer of its own knows no credentials: the header says whose key was used.
  const apiKey = credentials?.apiKey ?? (authorization ? parseAuthorization(authorization)?.apiKey : undefined);
  return [
    ...(credentials === undefined ? [] : credentialsFindings(credentials)),
    ...(apiKey === undefined ? [] : environmentFindings(apiKey, hostname)),
    ...pathFindings(pathname),
    ...(authorization ? await headerFindings(rejected, authorization) : []),
    ...(body ? payloadFindings(body, matchEndpoint(pathname)?.endpoint.fields) : []),
  ];
}

function credentialsFindings(credentials: Credentials): Finding[] {
  try {
    createSigner(credentials);
    return [];
  } catch (error) {
    return [{ code: "unusable-credentials", message: (error as Error).message }];
  }
}

function environmentFindings(apiKey: string, hostname: string): Finding[] {
  const isSandboxKey = apiKey.startsWith("sandbox-");
  if (isSandboxKey && hostname === new URL(hosts.production).hostname) {
    const message = "The API key is one of the sandbox, and the request was sent to production.";
    return [{ code: "sandbox-key-on-production", message }];
  }
  if (!isSandboxKey && hostname === new URL(hosts.sandbox).hostname) {
    const message = "The API key does not begin with sandbox-, and the request was sent to the sandbox.";
    return [{ code: "production-key-on-sandbox", message }];
  }
  return [];
}

/** The endpoint that a path ends with, and what precedes it. */
function matchEndpoint(pathname: string): { endpoint: Endpoint; prefix: string } | undefined {
  for (const endpoint of Object.values(endpoints)) {
    const pattern = new RegExp(`^(.*)${endpoint.path.replace(/\{\w+\}/g, "[^/]+")}$`);
    const [, prefix] = pattern.exec(pathname) ?? [];
    if (prefix !== undefined) return { endpoint, prefix };
  }
  return undefined;
}

function pathFindings(pathname: string): Finding[] {
  const { prefix } = matchEndpoint(pathname) ?? { prefix: "" };
  if (prefix === "") return [];
  const message = "The request was sent to a path with a prefix, which the signature does not cover.";
  return [{ code: "base-path", message }];
}

async function headerFindings(
  { credentials, signedTarget = "path", url, body }: RejectedRequest,
  authorization: string,
): Promise<Finding[]> {
  const parsed = parseAuthorization(authorization);
  if (parsed === undefined) {
    const message = "The Authorization header is not an IYZWSv2 header: it was made otherwise or changed on the way.";
    return [{ code: "unreadable-authorization", message }];
  }
  if (credentials === undefined) return [];
  const { apiKey, secretKey } = credentials;
  if (parsed.apiKey !== apiKey) {
    const message = "The Authorization header has another API key than these credentials.";
    return [{ code: "another-api-key", message }];
  }
  const { pathname, search } = new URL(url);
  const isSigned = async (target: SignedTarget) => {
    const verifier = createVerifier({ secretKeyFor: () => secretKey, signedTarget: target });
    return (await verifier.verify({ authorization, path: pathname + search, body })).ok;
  };
  if (await isSigned(signedTarget)) return [];
  const other = signedTarget === "path" ? "path-and-query" : "path";
  if (await isSigned(other)) {
    const message = `The signature is over the ${other.replaceAll("-", " ")} and was to be over the ${signedTarget.replaceAll("-", " ")}.`;
    return [{ code: "another-signed-target", message }];
  }
  const message =
    "The signature is not over this path and this body: one of them was changed after signing, or the body was " +
    "serialised twice.";
  return [{ code: "not-what-was-signed", message }];
}
