import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

/** A server that listens on a loopback port of its own. */
export interface Server {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts a Prism mock server in this process. It checks requests and its own answers against the document, and answers
 * with the first named example or with the one that the header `Prefer: example=…, code=…` names.
 *
 * @param document an OpenAPI document.
 */
export async function startPrism(document: object): Promise<Server> {
  // Prism logs Authorization headers at info, and needs a level named "start" to begin at all.
  const silence = { level: "silent", customLevels: { start: 31 } };
  const logger = createLogger("prism", silence, { write() {} });
  const server = createServer(await getHttpOperationsFromSpec(structuredClone(document)), {
    cors: false,
    config: {
      isProxy: false,
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
