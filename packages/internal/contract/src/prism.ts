import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

/** A server that listens on a loopback port of its own. */
export interface Server {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts Prism in this process. It checks requests and answers against the document: those of a mock, which answers
 * with the first named example or with the one that the header `Prefer: example=…, code=…` names, or those of an
 * upstream, to which it passes on what the document allows.
 *
 * @param document an OpenAPI document.
 * @param upstream the address of a server to which Prism is a proxy; without one it is a mock.
 */
export async function startPrism(document: object, upstream?: string): Promise<Server> {
  // Prism logs Authorization headers at info, and needs a level named "start" to begin at all.
  const silence = { level: "silent", customLevels: { start: 31 } };
  const logger = createLogger("prism", silence, { write() {} });
  const role =
    upstream === undefined ? { isProxy: false as const } : { isProxy: true as const, upstream: new URL(upstream) };
  const server = createServer(await getHttpOperationsFromSpec(structuredClone(document)), {
    cors: false,
    config: {
      ...role,
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: true,
      mock: { dynamic: false },
      upstreamProxy: undefined,
    },
    components: { logger },
  });
  const url = await server.listen(0, "127.0.0.1");
  return { url, close: () => server.close() };
}
