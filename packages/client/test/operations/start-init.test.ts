import { afterEach, expect, test, vi } from "vitest";

import { clientFor, rejectionOf } from "../support/client.ts";
import { initItem } from "../support/recipients.ts";
import { startAnswering } from "../support/server.ts";

afterEach(() => vi.doUnmock("../../src/operations/init.ts"));

test("code that a deploy has removed fails an init before anything is sent", async () => {
  vi.doMock("../../src/operations/init.ts", () => {
    throw new Error("gone");
  });
  await using server = await startAnswering("{}");
  const request = { externalId: "e", items: [initItem("1")] };
  expect(await rejectionOf(clientFor(server.url).init(request))).toMatchObject({
    code: "load_failed",
    outcome: "not-sent",
    message: "init: a part of the client could not be loaded.",
  });
  expect(server.arrivals).toEqual([]);
});
