import { describe, expect, test } from "vitest";
import { clientFor } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";

async function balanceFrom(answer: string) {
  await using server = await startAnswering(answer);
  return await clientFor(server.url)
    .balance()
    .catch((error) => error);
}

describe("a balance", () => {
  test.each([
    ['"25399393.5"', "25399393.5"],
    ["25399393.50", "25399393.50"],
    ["9007199254740993.01", "9007199254740993.01"],
    ["0E-8", "0.00000000"],
    ["-0.5", "-0.5"],
  ])("%s is read to the digit", async (wire, balance) => {
    const result = await balanceFrom(`{"status":"success","balance":${wire}}`);
    expect(result).toStrictEqual({ balance });
  });

  test.each([
    ['{"status":"success"}', "is required"],
    ['{"status":"success","balance":null}', "is required"],
    ['{"status":"success","balance":"12,5"}', "must be a decimal number of at most 100 digits"],
  ])("is an error in %s: it %s", async (text, words) => {
    const result = await balanceFrom(text);
    expect(result).toMatchObject({
      code: "unreadable_response",
      message: `balance: balance ${words} (HTTP 200).`,
    });
  });
});
