import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
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
