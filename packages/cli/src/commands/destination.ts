import type { Destination } from "@iyzico-mass-payout/client";
import type { DestinationKind } from "../messages/destination.js";

/** Where requests go, as it is told to people. */
export interface NamedDestination {
  kind: DestinationKind;
  /** With its port if it has one. */
  host: string;
  /** The scheme and the host. */
  origin: string;
}

/** The addresses of iyzico. */
export const origins = { sandbox: "https://sandbox-api.iyzipay.com", production: "https://api.iyzipay.com" };

/**
 * Names a destination that the client accepts: iyzico's sandbox, an address of this machine, such as a simulator's, or
 * production, which is every other one, because a gateway in front of production may have any name.
 */
export function nameDestination({ environment = "sandbox", baseUrl }: Destination): NamedDestination {
  const { hostname, host, origin } = new URL(baseUrl ?? origins[environment]);
  if (origin === origins.sandbox) return { kind: "sandbox", host, origin };
  const isLocal = /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
  return { kind: isLocal ? "test" : "production", host, origin };
}
