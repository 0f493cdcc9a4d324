import { describe, expect, test } from "vitest";
import { clientFor } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";

async function itemFrom(answer: string) {
  await using server = await startAnswering(answer);
  return await clientFor(server.url)
    .item("ref-1")
    .catch((error) => error);
}

describe("an item", () => {
  test("has the fields of the Java SDK where iyzico sends them", async () => {
    const text =
      '{"status":"success","item":{"itemStatus":"FAILED","massPayoutRequestId":"r-1","errorMessage":"Hesap kapalı"}}';
    const result = await itemFrom(text);
    expect(result).toStrictEqual({
      itemStatus: "FAILED",
      massPayoutRequestId: "r-1",
      errorMessages: ["Hesap kapalı"],
    });
  });

  test.each([
    ['"errorMessages":["bir","iki"],"errorMessage":"iki"', ["bir", "iki"]],
    ['"errorMessages":["bir"],"errorMessage":"iki"', ["bir", "iki"]],
    ['"errorMessages":null,"errorMessage":""', []],
    ['"errorMessage":null', []],
  ])("has all error messages once: %s", async (fields, errorMessages) => {
    const result = await itemFrom(`{"status":"success","item":{"itemStatus":"FAILED",${fields}}}`);
    expect(result).toMatchObject({ errorMessages });
  });

  test.each([
    ["item is required", '{"status":"success"}'],
    ["item must be an object", '{"status":"success","item":[]}'],
    ["item.itemStatus is required", '{"status":"success","item":{}}'],
    [
      "item.totalAmount must be a decimal number",
      '{"status":"success","item":{"itemStatus":"INIT","totalAmount":"CANARY"}}',
    ],
  ])("is an error, for %s: %s", async (words, text) => {
    const result = await itemFrom(text);
    expect(result).toMatchObject({ code: "unreadable_response", operation: "item" });
    expect(result.message).toContain(`item: ${words}`);
    expect(JSON.stringify(result)).not.toContain("CANARY");
  });
});
