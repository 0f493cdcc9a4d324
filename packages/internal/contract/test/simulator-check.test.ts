import { createSimulator } from "@iyzico-mass-payout/simulator";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { afterAll, describe, expect, test } from "vitest";
import { startValidationProxy } from "../src/validation-proxy.ts";
import { merchantOf, signing } from "./simulated-merchant.ts";

const proxy = await startValidationProxy(document);
afterAll(() => proxy.close());

const json = "application/json";
/** Somebody whom always the same is answered. */
const answered = (content: string, status = 200, type = json) =>
  merchantOf(proxy.through(async () => new Response(content, { status, headers: { "content-type": type } })));

// What the other tests of the simulator rely on: an answer that is not of the document does not get through.
describe("the check of answers", () => {
  test("lets one of the document pass as it is", async () => {
    const answer = { status: "success", balance: "25399393.5" };
    expect(await answered(JSON.stringify(answer)).balance()).toEqual({ httpStatus: 200, ...answer });
    const refusal = { status: 401, errorCode: "5" };
    expect(await answered(JSON.stringify(refusal), 401).balance()).toEqual({ httpStatus: 401, ...refusal });
  });

  test.each([
    ["a wrong type", '{"status":"success","balance":1}'],
    ["a field that the document does not name", '{"status":"success","balanse":"1"}'],
    ["a status that is none", '{"status":"ok"}'],
    ["no status", "{}"],
    ["what another operation answers", '{"status":"success","requestId":"1"}'],
    ["an error code that is a list", '{"status":"failure","errorCode":["1"]}'],
    ["the gateway's form with HTTP 200", '{"status":401}'],
    ["the other form with HTTP 401", '{"status":"failure"}', 401],
    ["another media type", '{"status":"success"}', 200, "text/plain"],
    ["a page", "<p>", 200, "text/html"],
    ["half an answer", '{"status":'],
    ["no content", ""],
  ])("reports %s", async (_, content, status?: number, type?: string) => {
    await expect(answered(content, status, type).balance()).rejects.toThrow(
      /^The document does not allow this: HTTP 500/,
    );
  });

  test.each([201, 302, 400, 404, 413, 422, 500, 501, 502, 503])(
    "reports HTTP %i, which the document does not have",
    async (status) => {
      await expect(answered('{"status":"failure"}', status).balance()).rejects.toThrow(
        /^The document does not allow this/,
      );
    },
  );

  test("reports what is wrong deep inside a listing", async () => {
    const retrieve = (item: object) =>
      answered(JSON.stringify({ status: "success", massPayoutItems: { items: [item] } })).retrieve({ requestId: "1" });
    expect(await retrieve({ totalAmount: 1 })).toMatchObject({ status: "success" });
    await expect(retrieve({ totalAmount: "1" })).rejects.toThrow(/massPayoutItems.*totalAmount must be number/);
    await expect(retrieve({ totalAmout: 1 })).rejects.toThrow(/massPayoutItems.*totalAmout/);
  });

  test("reports a request that the document does not allow, and the simulator never sees it", async () => {
    const simulator = createSimulator();
    const merchant = merchantOf(proxy.through(signing(simulator)));
    await expect(merchant.init({ externalId: "p", items: [] })).rejects.toThrow("HTTP 422");
    await expect(merchant.retrieve({})).rejects.toThrow("HTTP 422");
    expect(simulator.history).toEqual([]);
  });

  test("reports that there was no answer, and why", async () => {
    const simulator = createSimulator();
    simulator.fault({ kind: "reset-after" });
    const asked = merchantOf(proxy.through(signing(simulator))).balance();
    await expect(asked).rejects.toMatchObject({ cause: { cause: { code: "ECONNRESET" } } });
  });
});
