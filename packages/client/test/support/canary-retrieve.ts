import type { EventListener } from "../../src/index.ts";
import { failureAnswer } from "./answers.ts";
import { clientFor } from "./client.ts";
import { startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

// No event and no span may contain a canary.
const credentials = { apiKey: "CANARY-key", secretKey: "CANARY-secret" };
export const canaryRequest = { requestId: "CANARY-request", page: 0, size: 40 };
export const canaryPage =
  '{"status":"success","massPayout":{"massPayoutStatus":"INIT","externalId":"CANARY"},"massPayoutItems":{"items":[{"itemStatus":"INIT","recipientName":"CANARY","totalAmount":1.5}]},"page":0,"size":40,"total":1}';

/**
 * Retrieves from a server that gives these answers in turn, and the last one again and again. By default the first
 * attempt fails and the second succeeds. Returns the server's port.
 */
export async function retrieveWithRetry(
  onEvent: EventListener,
  answers: readonly string[] = [failureAnswer("1"), canaryPage],
): Promise<number> {
  await using server = await startServer((response) => {
    response.end(answers[Math.min(server.arrivals.length, answers.length) - 1]);
  });
  const iyzico = clientFor(server.url, { credentials, clock: virtualClock(), retry: {}, onEvent });
  await iyzico.retrieve(canaryRequest).catch(() => undefined);
  return Number(new URL(server.url).port);
}
