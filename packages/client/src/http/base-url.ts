import { type Environment, hosts } from "../api/environments.js";
import { invalidConfiguration } from "../errors/invalid.js";

/** Where requests go: one of iyzico's hosts by name, or another address, such as that of a mock server. */
export type Destination =
  | { environment: Environment; baseUrl?: never }
  | {
      /** Scheme, host and port alone. https, or http for a loopback address. */
      baseUrl: string;
      environment?: never;
    };

/** The origin that requests go to. Throws a MassPayoutError when the destination can't be used safely. */
export function originOf({ environment, baseUrl }: Destination): string {
  if ((environment === undefined) === (baseUrl === undefined)) {
    throw invalidConfiguration("Give either environment or baseUrl.", 'environment is "sandbox" or "production".');
  }
  if (baseUrl === undefined) {
    if (!Object.hasOwn(hosts, environment)) {
      throw invalidConfiguration(
        "environment is neither sandbox nor production.",
        "Use baseUrl for any other address.",
      );
    }
    return hosts[environment];
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined) throw invalidConfiguration("baseUrl is not a URL.", "It polls like https://api.iyzipay.com.");
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  if (!isSafe) {
    throw invalidConfiguration(
      "baseUrl is not https.",
      "Recipients' data must not travel in the clear; http is for 127.0.0.1, [::1] and localhost alone.",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw invalidConfiguration(
      "baseUrl contains a user name or password.",
      "Credentials go into the option credentials.",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw invalidConfiguration("baseUrl contains a query or a fragment.", "Give scheme, host and port alone.");
  }
  if (url.pathname !== "/") {
    throw invalidConfiguration(
      "baseUrl contains a path.",
      "The signature covers the path that the server sees: behind a prefix every request would fail with error 1000.",
    );
  }
  return url.origin;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
