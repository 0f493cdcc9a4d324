import { describe, expect, test } from "vitest";
import { diagnoseSignature } from "../../src/index.ts";

const init = "http://127.0.0.1/v1/mass/payout/init?locale=tr";
const otherPath = "http://127.0.0.1/v1/other";

const findingsOf = (url: string, body: string) => diagnoseSignature({ url, body });

describe("findings in a body", () => {
  test("name the place of a fault deep inside it", async () => {
    const deep = '{"items":[{"amount":{"value":1.50}},{"amount":{"value":1.005},"name":""}]}';
    expect(await findingsOf(otherPath, deep)).toEqual([
      { code: "payload-too-many-decimals", message: "items[1].amount.value has more than two decimals." },
      { code: "payload-empty-text", message: "items[1].… is an empty string: leave it out." },
    ]);
  });

  test("are unknown fields and strings for numbers in the items of an init", async () => {
    const items = [
      { itemExternalId: "CANARY", amount: { value: 100.5, currency: "TRY" } },
      { itemExternalId: "CANARY", amount: { value: "100.50", scale: 2 }, desciption: "CANARY" },
      "CANARY",
      { amount: 1.5, nonWithdrawable: "true" },
    ];
    const body = JSON.stringify({ externalId: "CANARY", items, page: 1 });
    expect(await findingsOf(init, body)).toEqual([
      { code: "payload-text-for-number", message: "items[1].amount.value must be a number and not a string." },
      {
        code: "payload-unknown-field",
        message: "items[1].amount has a field that the operation does not know.",
      },
      { code: "payload-unknown-field", message: "items[1] has a field that the operation does not know." },
      { code: "payload-unknown-field", message: "The body has a field that the operation does not know." },
    ]);
  });

  test.each([
    ["a body", '[{"x":1}]'],
    ["items", '{"items":{"x":1}}'],
    ["an item", '{"items":[[{"x":1}],null,7]}'],
  ])("are no fields where %s has another form", async (_, body) => {
    expect(await findingsOf(init, body)).toEqual([]);
  });

  test("contain no name of an unknown field, which may be data", async () => {
    for (const key of ["TR330006100519786457841326", "sandbox-secret", "Ayşe"]) {
      const findings = await findingsOf(init, JSON.stringify({ items: [{ [key]: "" }] }));
      expect(JSON.stringify(findings)).not.toContain(key);
    }
  });

  test("end at a depth that no request has", async () => {
    const body = `${'{"a":'.repeat(3_000)}""${"}".repeat(3_000)}`;
    expect(await findingsOf(otherPath, body)).toEqual([]);
  });
});
