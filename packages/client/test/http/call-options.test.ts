import { expect, test } from "vitest";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { startAnswering, startServer } from "../support/server.ts";

test("the options of a call precede those of the client", async () => {
  const timers = holdTimers();
  await using server = await startServer(timers.fire);
  const iyzico = clientFor(server.url, { timeoutMs: 2 * heldMs });
  expect(await rejectionOf(iyzico.retrieve(retrieveRequest, { timeoutMs: heldMs }))).toMatchObject({
    code: "timeout",
    message: `retrieve: no complete answer within ${heldMs} ms.`,
  });
});

test.each<[string, object]>([
  ["timeoutMs", { timeoutMs: 0 }],
  ["timeoutMs", { timeoutMs: 2 ** 31 }],
  ["deadlineMs", { deadlineMs: Number.NaN }],
  ["signal", { signal: {} }],
  ["signal", { signal: null }],
  ["signal", { signal: "now" }],
])("%s is rejected before anything is sent: %j", async (name, options) => {
  await using server = await startAnswering(emptyPage);
  const error = await rejectionOf(clientFor(server.url).retrieve(retrieveRequest, options));
  expect(error).toMatchObject({ code: "invalid_configuration", outcome: "not-sent" });
  expect(error.message).toContain(name);
  expect(server.arrivals).toEqual([]);
});

test("null stands for no options", async () => {
  await using server = await startAnswering(emptyPage);
  expect(await clientFor(server.url).retrieve(retrieveRequest, null as never)).toMatchObject({ total: 0 });
});
