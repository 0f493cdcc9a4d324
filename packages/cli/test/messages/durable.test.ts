import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { durable as english } from "../../src/messages/en/durable.ts";
import { durable as turkish } from "../../src/messages/tr/durable.ts";

test("every refusal that is translated is one of the package's texts", () => {
  const folder = fileURLToPath(new URL("../../../durable/src/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const sources = files.map((file) => readFileSync(`${folder}${file}`, "utf8")).join("\n");
  for (const text of Object.keys(turkish.refusals)) expect(sources).toContain(`"${text}"`);
});

test("no text about a payout that requires an action sends a person to the command pay, which has another store", () => {
  for (const { status } of [english, turkish]) {
    for (const text of Object.values(status.required))
      expect(text).not.toMatch(/pay again|run pay|--request-id|repay|pay komutu|aynı komut/);
  }
});

describe.each([
  ["English", english],
  ["Turkish", turkish],
])("in %s", (_, messages) => {
  test("a text of approvals says whether another one is required", () => {
    expect(messages.approved(2, 2)).not.toBe(messages.approved(1, 2));
    expect(messages.approved(1, 3)).toMatch(/\b2\b/);
    expect(messages.policy.approvers(0)).not.toMatch(/\d/);
  });
});
