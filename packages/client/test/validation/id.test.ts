import { expect, test } from "vitest";
import type { InitRequest, MassPayoutClient } from "../../src/index.ts";
import { idFaults } from "../../src/validation/id.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { initItem } from "../support/recipients.ts";
import { startAnswering } from "../support/server.ts";

const calls: [name: string, field: string, call: (iyzico: MassPayoutClient, id: string) => Promise<unknown>][] = [
  ["auth", "requestId", (iyzico, id) => iyzico.auth(id)],
  ["cancel", "requestId", (iyzico, id) => iyzico.cancel(id)],
  ["item", "referenceCode", (iyzico, id) => iyzico.item(id)],
  ["retrieve", "requestId", (iyzico, id) => iyzico.retrieve({ requestId: id, page: 0, size: 1 })],
  ["retrieve", "externalMassPayoutId", (iyzico, id) => iyzico.retrieve({ externalMassPayoutId: id, page: 0, size: 1 })],
  ["snapshot", "requestId", (iyzico, id) => iyzico.snapshot({ requestId: id })],
  [
    "init",
    "externalId",
    (iyzico, id) => iyzico.init({ externalId: id, items: [initItem("1")] } as unknown as InitRequest),
  ],
];

test.each(calls)("%s rejects a %s that looks like another one, and sends nothing", async (_, field, call) => {
  await using server = await startAnswering('{"status":"success"}');
  const iyzico = clientFor(server.url);
  for (const [id, reason] of [
    ["CANARY\u0065\u0301", "not-normalised"],
    ["CANARY ", "not-normalised"],
    ["\u00a0CANARY", "not-normalised"],
    ["CANARY\r\n", "unsafe-text"],
    ["CANARY\0", "unsafe-text"],
    ["CAN\u200bARY", "unsafe-text"],
    ["CAN\u202eARY", "unsafe-text"],
    ["CANARY\ud800", "unsafe-text"],
    ["CANARY\ufffd", "unsafe-text"],
  ] as const) {
    expect(await rejectionOf(call(iyzico, id))).toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      faults: [{ field, reason, message: expect.stringMatching(`^${field} must `) }],
    });
  }
  expect(server.arrivals).toEqual([]);
});

test("a key that is empty, of another type or looks like another one has a fault", () => {
  for (const key of ["", " \n", "\u00a0"]) expect(idFaults("key", key)).toMatchObject([{ reason: "empty" }]);
  for (const key of [undefined, null, 7, {}]) expect(idFaults("key", key)).toMatchObject([{ reason: "wrong-type" }]);
  expect(idFaults("key", "nov ")).toMatchObject([{ field: "key", reason: "not-normalised" }]);
  expect(idFaults("key", "nov")).toEqual([]);
});
