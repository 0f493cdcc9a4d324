import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createMassPayoutClient } from "../src/index.ts";
import { startAnswering } from "./server.ts";

const credentials = { apiKey: "CANARY-api", secretKey: "CANARY-secret" };

test("nothing shows the credentials of a client", () => {
  const iyzico = createMassPayoutClient({ credentials, environment: "sandbox" });
  expect(inspect(iyzico, { depth: null, showHidden: true, getters: true })).not.toContain("CANARY");
  expect(JSON.stringify(iyzico)).not.toContain("CANARY");
});

test.each([
  ["a refusal", '{"status":"failure","errorCode":"1000"}', 200],
  ["HTML that repeats the request", "<html>CANARY-id CANARY-api</html>", 200],
  ["JSON that is none and repeats the request", '{"a": CANARY-id}', 200],
  [
    "a body of other types",
    '{"status":"success","massPayout":{"massPayoutStatus":"INIT","totalAmount":"CANARY"}}',
    200,
  ],
  ["a redirect", "CANARY", 307],
])("nothing shows credentials, request or body after %s", async (_, body, status) => {
  await using server = await startAnswering(body, status);
  const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url });
  const error = await iyzico.retrieve({ requestId: "CANARY-id", page: 0, size: 1 }).catch((reason: Error) => reason);
  expect(inspect(error, { depth: null, showHidden: true, getters: true })).not.toContain("CANARY");
  expect(JSON.stringify(error)).not.toContain("CANARY");
});
