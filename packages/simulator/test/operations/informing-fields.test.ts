import { expect, test } from "vitest";
import type { SimulatorOptions } from "../../src/index.ts";
import { initMixedPayout } from "../support/mixed-payout.ts";

const names = ["merchantId", "receivedDate", "recipientName", "description", "errorMessages", "errorMessage"] as const;

/** The JSON type of each informing field, and everything else of the answers to retrieve and item. */
async function readFields(options: SimulatorOptions) {
  const { simulator, merchant, requestId } = await initMixedPayout(options);
  const { text } = await merchant.retrieve({ requestId });
  const answer = JSON.parse(text);
  const { referenceCode } = answer.massPayoutItems.items[1];
  expect((await merchant.item(referenceCode)).body.item).toEqual(answer.massPayoutItems.items[1]);
  const fields: Record<string, unknown> = {
    ...answer.massPayoutItems.items[1],
    ...answer.massPayoutItems.items[0],
    ...answer.massPayout,
  };
  const informing = Object.fromEntries(names.map((name) => [name, JSON.stringify(fields[name])]));
  for (const name of names) delete fields[name];
  return { simulator, merchant, requestId, informing, deciding: fields, text };
}

test("odd informing fields differ from the documented ones and change nothing else, in each dialect", async () => {
  for (const dialect of ["documents", "java"] as const) {
    const { informing: documented, deciding } = await readFields({ dialect });
    const forms = new Map(names.map((name) => [name, new Set<unknown>()]));
    for (let seed = 1; seed <= 40; seed += 1) {
      const odd = await readFields({ dialect, seed, informingFields: "odd" });
      expect(odd.deciding).toEqual({
        ...deciding,
        referenceCode: expect.any(String),
        massPayoutRequestId: deciding["massPayoutRequestId"] && expect.any(String),
      });
      for (const name of names) {
        if (documented[name] !== undefined) expect(odd.informing[name], name).not.toBe(documented[name]);
        forms.get(name)?.add(odd.informing[name]);
      }
    }
    expect(forms.get("merchantId")).toEqual(new Set(['"1"', "9007199254740992", "1.5"]));
    expect(forms.get("receivedDate")).toEqual(new Set(["1759155442830", "null", '["2025-09-29T14:17:22.830Z"]']));
    expect(forms.get("recipientName")).toEqual(new Set(["4711", "null", '["Recipient One"]']));
    expect(forms.get("description")).toEqual(new Set(['{"text":"November"}', "4711", "null"]));
    expect(forms.get(dialect === "java" ? "errorMessage" : "errorMessages")).toEqual(
      new Set(dialect === "java" ? ["4711", '["Invalid IBAN"]'] : ['"none"', "[null]", "{}", "null"]),
    );
  }
});

test("odd informing fields stay the same for one simulator, and with the same seed", async () => {
  const [one, other] = await Promise.all([1, 2].map(() => readFields({ seed: 7, informingFields: "odd" })));
  expect(one?.text).toBe(other?.text);
  expect((await one?.merchant.retrieve({ requestId: one.requestId }))?.text).toBe(one?.text);
});

test("a merchantId beyond 2^53 is written with all digits", async () => {
  const answers = Array.from({ length: 20 }, (_, seed) => readFields({ seed, informingFields: "odd" }));
  const texts = (await Promise.all(answers)).map(({ text }) => text);
  expect(texts.some((text) => text.includes('"merchantId":9007199254740993,'))).toBe(true);
});

test("odd dates of a completed and of a cancelled payout are there too", async () => {
  for (const name of ["completedDate", "canceledDate"]) {
    const forms = new Set<unknown>();
    for (let seed = 1; seed <= 10; seed += 1) {
      const { simulator, merchant, requestId } = await initMixedPayout({ seed, informingFields: "odd" });
      expect((await merchant.retrieve({ requestId })).body.massPayout).not.toHaveProperty(name);
      await (name === "completedDate" ? merchant.auth(requestId) : merchant.cancel(requestId));
      simulator.advance(1_000_000);
      const { massPayout } = (await merchant.retrieve({ requestId })).body;
      forms.add(typeof massPayout[name]);
    }
    expect(forms).toEqual(new Set(["number", "object"]));
  }
});
