import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { runServer } from "verdaccio";

/** A registry on this machine that takes packages as npm takes them from a workflow: for a short-lived token only. */
export interface Registry {
  readonly url: string;
  /** What makes a publisher ask this registry for its identity, as it would ask GitHub in a job with `id-token: write`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The name of each package that was published, as often as it was. */
  readonly published: readonly string[];
  close(): Promise<void>;
}

/** What a registry is started with. */
export interface RegistryOptions {
  /** The scope that is its own and asked for nowhere else, such as `@iyzico-mass-payout`. */
  readonly scope: string;
  /** The folder for what is published. */
  readonly storage: string;
  /** The registry that has everything else. */
  readonly uplink: string;
}

/** Starts a registry on a free loopback port. */
export async function startRegistry({ scope, storage, uplink }: RegistryOptions): Promise<Registry> {
  const everyone = { access: "$all", publish: "$all", unpublish: "$all" };
  const verdaccio: Server = await runServer({
    storage,
    configPath: `${storage}/config.yaml`,
    self_path: storage,
    auth: {},
    uplinks: { upstream: { url: uplink } },
    packages: { [`${scope}/*`]: everyone, "**": { access: "$all", proxy: "upstream" } },
    log: { type: "stdout", level: "fatal" },
  } as unknown as Parameters<typeof runServer>[0]);

  const publisher = createTrustedPublisher();
  const published: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (publisher.answer(request, response)) return;
    if (request.method === "PUT") {
      const name = decodeURIComponent(request.url?.slice(1) ?? "");
      if (!publisher.allows(request, name)) {
        response.writeHead(401, { "content-type": "application/json" }).end('{"error":"no token for this package"}');
        return;
      }
      published.push(name);
    }
    // The token is for whoever stands in front; verdaccio itself lets everyone in.
    delete request.headers.authorization;
    verdaccio.emit("request", request, response);
  };
  const front = createServer(answer);
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
  return {
    url,
    environment: publisher.environment(url),
    published,
    async close() {
      front.closeAllConnections();
      front.close();
      await once(front, "close");
    },
  };
}

/**
 * GitHub's and npm's part of trusted publishing: an identity for the job, and for that identity a token with which one
 * package can be published. Nothing is signed: it shows that the publisher asks, and that it needs no other token.
 */
function createTrustedPublisher() {
  const request = randomUUID();
  const identities = new Set<string>();
  const packages = new Map<string, string>();
  const bearer = ({ headers }: IncomingMessage) => headers.authorization?.replace(/^Bearer /, "") ?? "";
  const exchange = /^\/-\/npm\/v1\/oidc\/token\/exchange\/package\/(.+)$/;

  return {
    environment: (registry: string) => ({
      GITHUB_ACTIONS: "true",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${registry}-/identity?version=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: request,
    }),
    /** Answers what is asked of it; false when something else is. */
    answer(incoming: IncomingMessage, response: ServerResponse): boolean {
      const { pathname, searchParams } = new URL(incoming.url ?? "", "http://127.0.0.1");
      const [, name] = exchange.exec(pathname) ?? [];
      if (pathname !== "/-/identity" && name === undefined) return false;
      const reply = (isKnown: boolean, body: () => Record<string, string>) =>
        response
          .writeHead(isKnown ? 200 : 401, { "content-type": "application/json" })
          .end(JSON.stringify(isKnown ? body() : { error: "unknown token" }));
      if (name === undefined) {
        reply(bearer(incoming) === request && searchParams.get("audience") === "npm:127.0.0.1", () => {
          const identity = `${base64({ alg: "none" })}.${base64({ jti: randomUUID() })}.`;
          identities.add(identity);
          return { value: identity };
        });
      } else {
        reply(identities.has(bearer(incoming)), () => {
          const token = `npm_${randomUUID()}`;
          packages.set(token, decodeURIComponent(name));
          return { token };
        });
      }
      return true;
    },
    allows: (incoming: IncomingMessage, name: string) => packages.get(bearer(incoming)) === name,
  };
}

function base64(value: Record<string, string>): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
