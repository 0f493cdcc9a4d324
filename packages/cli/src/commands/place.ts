import type { Destination } from "@iyzico-mass-payout/client";

/** What kind of place requests go to. */
export type Place = "production" | "sandbox" | "test";

const sandboxHost = "sandbox-api.iyzipay.com";

/** The host of a destination that the client accepts, with its port if it has one. */
export function hostOf({ environment, baseUrl }: Destination): string {
  if (baseUrl !== undefined) return new URL(baseUrl).host;
  return environment === "sandbox" ? sandboxHost : "api.iyzipay.com";
}

/**
 * What kind of place a destination is: iyzico's sandbox, an address of this machine (a simulator), or production, which is
 * every other one, because a gateway in front of production may have any name.
 */
export function placeOf(destination: Destination): Place {
  const host = hostOf(destination);
  if (host === sandboxHost) return "sandbox";
  return /^(localhost|\[::1\]|127(\.\d+){3})(:\d+)?$/.test(host) ? "test" : "production";
}
