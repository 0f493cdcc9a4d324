import type { DestinationKind } from "../messages/pay.js";

/** Where requests go, as it is told to people. */
export interface NamedDestination {
  kind: DestinationKind;
  host: string;
}

const kinds: Readonly<Record<string, DestinationKind>> = {
  "api.iyzipay.com": "production",
  "sandbox-api.iyzipay.com": "sandbox",
};

/** Names the address that the client has accepted. Without one, requests go to the sandbox. */
export function nameDestination(baseUrl: string = "https://sandbox-api.iyzipay.com"): NamedDestination {
  const { host, hostname } = new URL(baseUrl);
  // Another port or the dot of the root is no other environment.
  return { kind: kinds[hostname.replace(/\.$/, "")] ?? "other", host };
}
