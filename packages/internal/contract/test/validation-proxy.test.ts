import { createSimulator } from "@iyzico-mass-payout/simulator";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { afterAll, describe, expect, test } from "vitest";
import { startValidationProxy } from "../src/validation-proxy.ts";
import { merchantOf, signedSend } from "./simulated-merchant.ts";

const proxy = await startValidationProxy(document);
afterAll(() => proxy.close());

const json = "application/json";
/** A merchant who always receives this response. */
const merchantReceiving = (content: string, status = 200, type = json) =>
  merchantOf(proxy.through(async () => new Response(content, { status, headers: { "content-type": type } })));

// The other tests of the simulator rely on this: a response that the document does not allow is an error.
describe("the validation proxy", () => {
  test("passes on a response that the document allows, unchanged", async () => {
    const answer = { status: "success", balance: "25399393.5" };
    expect(await merchantReceiving(JSON.stringify(answer)).balance()).toEqual({ httpStatus: 200, ...answer });
    const rejection = { status: 401, errorCode: "5" };
    expect(await merchantReceiving(JSON.stringify(rejection), 401).balance()).toEqual({
      httpStatus: 401,
      ...rejection,
    });
  });

  test.each([
    ["a wrong type", '{"status":"success","balance":1}'],
    ["a field that the document does not name", '{"status":"success","balanse":"1"}'],
    ["an unknown value of status", '{"status":"ok"}'],
    ["no status", "{}"],
    ["another operation's response", '{"status":"success","requestId":"1"}'],
    ["an error code that is a list", '{"status":"failure","errorCode":["1"]}'],
    ["the gateway's form with HTTP 200", '{"status":401}'],
    ["the other form with HTTP 401", '{"status":"failure"}', 401],
    ["another media type", '{"status":"success"}', 200, "text/plain"],
    ["an HTML page", "<p>", 200, "text/html"],
    ["a truncated response", '{"status":'],
    ["no content", ""],
  ])("reports %s", async (_, content, status?: number, type?: string) => {
    await expect(merchantReceiving(content, status, type).balance()).rejects.toThrow(
      /^The document does not allow this: HTTP 500/,
    );
  });

  test.each([201, 302, 400, 404, 413, 422, 500, 501, 502, 503])(
    "reports HTTP %i, which the document does not have",
    async (status) => {
      await expect(merchantReceiving('{"status":"failure"}', status).balance()).rejects.toThrow(
        /^The document does not allow this/,
      );
    },
  );

  test("reports an error deep inside a listing", async () => {
    const retrieve = (item: object) =>
      merchantReceiving(JSON.stringify({ status: "success", massPayoutItems: { items: [item] } })).retrieve({
        requestId: "1",
      });
    expect(await retrieve({ totalAmount: 1 })).toMatchObject({ status: "success" });
    await expect(retrieve({ totalAmount: "1" })).rejects.toThrow(/massPayoutItems.*totalAmount must be number/);
    await expect(retrieve({ totalAmout: 1 })).rejects.toThrow(/massPayoutItems.*totalAmout/);
  });

  test("reports a request that the document does not allow, and does not send it to the simulator", async () => {
    const simulator = createSimulator();
    const merchant = merchantOf(proxy.through(signedSend(simulator)));
    await expect(merchant.init({ externalId: "p", items: [] })).rejects.toThrow("HTTP 422");
    await expect(merchant.retrieve({})).rejects.toThrow("HTTP 422");
    expect(simulator.history).toEqual([]);
  });

  test("reports a missing response with its cause", async () => {
    const simulator = createSimulator();
    simulator.fault({ kind: "reset-after" });
    const response = merchantOf(proxy.through(signedSend(simulator))).balance();
    await expect(response).rejects.toMatchObject({ cause: { cause: { code: "ECONNRESET" } } });
  });
});
