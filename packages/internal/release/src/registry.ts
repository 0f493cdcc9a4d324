import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { runServer } from "verdaccio";

/** A registry on this machine that accepts a package as npm does from a workflow: only with a short-lived token. */
export interface Registry {
  /** With a slash at its end. */
  readonly url: string;
  /** Makes a publisher request its identity from this registry, as it does from GitHub in a job with `id-token: write`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The name of each published package, once for each time that it was published. */
  readonly published: readonly string[];
  /**
   * Breaks off once so many more packages are published: the answer about the last one does not reach its publisher, and
   * no further one is taken. Infinity takes all packages again.
   */
  breakOffAfter(count: number): void;
  close(): Promise<void>;
}

export interface RegistryOptions {
  /** The scope that is served from here alone, such as `@iyzico-mass-payout`. */
  readonly scope: string;
  /** The folder for published packages. */
  readonly storage: string;
  /** The registry of all other packages. */
  readonly uplink: string;
}

/** Starts a registry on a free loopback port. */
export async function startRegistry({ scope, storage, uplink }: RegistryOptions): Promise<Registry> {
  const all = { access: "$all", publish: "$all", unpublish: "$all" };
  const verdaccio: Server = await runServer({
    storage,
    configPath: `${storage}/config.yaml`,
    self_path: storage,
    auth: {},
    uplinks: { upstream: { url: uplink } },
    packages: { [`${scope}/*`]: all, "**": { access: "$all", proxy: "upstream" } },
    log: { type: "stdout", level: "fatal" },
  } as unknown as Parameters<typeof runServer>[0]);

  const publisher = createTrustedPublisher();
  const published: string[] = [];
  let left = Infinity;
  const server = await startLoopbackServer((request, response) => {
    if (publisher.handle(request, response)) return;
    if (request.method === "PUT") {
      const name = decodeURIComponent(request.url?.slice(1) ?? "");
      if (!publisher.allows(request, name)) {
        response.writeHead(401, { "content-type": "application/json" }).end('{"error":"no token for this package"}');
        return;
      }
      if (left === 0) {
        request.destroy();
        return;
      }
      published.push(name);
      left -= 1;
      // verdaccio answers once the package is stored.
      if (left === 0) response.end = () => response.destroy();
    }
    // The token was checked above; verdaccio itself accepts every request.
    delete request.headers.authorization;
    verdaccio.emit("request", request, response);
  });
  const url = `${server.url}/`;
  const breakOffAfter = (count: number) => {
    left = count;
  };
  return { url, environment: publisher.environment(url), published, breakOffAfter, close: server.close };
}

/**
 * The parts of GitHub and npm in trusted publishing: an identity for the job and, in exchange for it, a token that
 * publishes one package. Nothing is signed: this checks that the publisher exchanges its identity and uses no other token.
 */
function createTrustedPublisher() {
  const jobToken = randomUUID();
  const identities = new Set<string>();
  const packageOfToken = new Map<string, string>();
  const bearer = ({ headers }: IncomingMessage) => headers.authorization?.replace(/^Bearer /, "") ?? "";
  const exchangePath = /^\/-\/npm\/v1\/oidc\/token\/exchange\/package\/(.+)$/;

  return {
    environment: (registry: string) => ({
      GITHUB_ACTIONS: "true",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${registry}-/identity?version=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: jobToken,
    }),
    /** Answers a request for an identity or a token. Returns false for every other request. */
    handle(request: IncomingMessage, response: ServerResponse): boolean {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
      const [, name] = exchangePath.exec(pathname) ?? [];
      if (pathname !== "/-/identity" && name === undefined) return false;
      const reply = (isKnown: boolean, body: () => Record<string, string>) =>
        response
          .writeHead(isKnown ? 200 : 401, { "content-type": "application/json" })
          .end(JSON.stringify(isKnown ? body() : { error: "unknown token" }));
      if (name === undefined) {
        reply(bearer(request) === jobToken && searchParams.get("audience") === "npm:127.0.0.1", () => {
          const identity = `${base64({ alg: "none" })}.${base64({ jti: randomUUID() })}.`;
          identities.add(identity);
          return { value: identity };
        });
      } else {
        reply(identities.has(bearer(request)), () => {
          const token = `npm_${randomUUID()}`;
          packageOfToken.set(token, decodeURIComponent(name));
          return { token };
        });
      }
      return true;
    },
    allows: (request: IncomingMessage, name: string) => packageOfToken.get(bearer(request)) === name,
  };
}

function base64(value: Record<string, string>): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
