import { type Environment, hosts } from "../api/environments.js";
import { invalidConfiguration } from "../errors/invalid.js";

/** Where requests go: an environment of iyzico, or another address, such as that of a simulator. */
export type Destination =
  | { environment: Environment; baseUrl?: never }
  | {
      /** Scheme, host and port only. https, or http for a loopback address: 127.0.0.1, [::1] or localhost. */
      baseUrl: string;
      environment?: never;
    };

/** The origin that requests go to. Throws a MassPayoutError if the destination is not safe to use. */
export function originOf({ environment, baseUrl }: Destination): string {
  if ((environment === undefined) === (baseUrl === undefined)) {
    throw invalidConfiguration("Either environment or baseUrl is required.", "Give one of them.");
  }
  if (baseUrl === undefined) {
    if (!Object.hasOwn(hosts, environment)) {
      throw invalidConfiguration("environment must be sandbox or production.", "Use baseUrl for any other address.");
    }
    return hosts[environment];
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined) throw invalidConfiguration("baseUrl must be a URL.", "An example is https://api.iyzipay.com.");
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  if (!isSafe) {
    throw invalidConfiguration(
      "baseUrl must be https.",
      "Recipients' data must not be sent unencrypted; http is for 127.0.0.1, [::1] and localhost only.",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw invalidConfiguration(
      "baseUrl must not contain a user name or password.",
      "Give credentials in the option credentials.",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw invalidConfiguration("baseUrl must not contain a query or a fragment.", "Give scheme, host and port only.");
  }
  if (url.pathname !== "/") {
    throw invalidConfiguration(
      "baseUrl must not contain a path.",
      "The signature covers the path that the server receives: with a prefix every request would fail with error 1000.",
    );
  }
  return url.origin;
}

/** The parts of an origin that a request is sent to. */
export interface Address {
  origin: string;
  hostname: string;
  port: number;
  isTls: boolean;
}

export function addressOf(origin: string): Address {
  const { hostname, port, protocol } = new URL(origin);
  const isTls = protocol === "https:";
  return { origin, hostname, port: Number(port || (isTls ? 443 : 80)), isTls };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
