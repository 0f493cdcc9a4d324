import type { LoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

/**
 * Starts Prism in this process, on a free loopback port. It checks requests and responses against the document. As a mock it
 * responds with the first example, or with the one that the header `Prefer: example=…, code=…` names. As a proxy it passes
 * on the requests that the document allows.
 *
 * @param document an OpenAPI document.
 * @param upstream the address of the server behind the proxy; without it, Prism is a mock.
 */
export async function startPrism(document: object, upstream?: string): Promise<LoopbackServer> {
  // Prism logs Authorization headers at level info, and does not start without a level named "start".
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
