import { expect, test } from "vitest";
import { byHand as english } from "../../src/messages/en/by-hand.ts";
import { doctor as englishDoctor } from "../../src/messages/en/doctor.ts";
import { reads as englishReads } from "../../src/messages/en/reads.ts";
import { sign as englishSign } from "../../src/messages/en/sign.ts";
import { byHand as turkish } from "../../src/messages/tr/by-hand.ts";
import { doctor as turkishDoctor } from "../../src/messages/tr/doctor.ts";
import { reads as turkishReads } from "../../src/messages/tr/reads.ts";
import { sign as turkishSign } from "../../src/messages/tr/sign.ts";

/** Every text of a catalog by its path, with each value of it as "<1>", "<2>". */
function textsOf(messages: object, path = ""): Record<string, string> {
  const entries = Object.entries(messages).flatMap(([name, text]) => {
    const at = `${path}${name}`;
    if (typeof text === "object") return Object.entries(textsOf(text, `${at}.`));
    return [[at, typeof text === "function" ? String(text("<1>", "<2>", "<3>")) : String(text)]];
  });
  return Object.fromEntries(entries);
}

const valuesOf = (text: string) => [...new Set(text.match(/<\d>/g) ?? [])].sort();

test.each([
  ["by-hand", english, turkish],
  ["reads", englishReads, turkishReads],
  ["sign", englishSign, turkishSign],
  ["doctor", englishDoctor, turkishDoctor],
])("%s says the same values in both languages, and no text of one is in the other", (_, one, other) => {
  const [en, tr] = [textsOf(one), textsOf(other)];
  expect(Object.keys(tr)).toEqual(Object.keys(en));
  for (const [path, text] of Object.entries(en)) {
    expect([path, valuesOf(tr[path] as string)]).toEqual([path, valuesOf(text)]);
    if (text.includes(" ") && !/next|esolved|addressIs|clockDiffers|tlsIs/.test(path)) expect(tr[path]).not.toBe(text);
  }
});

test.each(["success", "rejected", "unknown", "not-sent", undefined] as const)(
  "an init that was sent before is refused in Turkish too (%s)",
  (outcome) => {
    expect(turkish.init.sentBefore("2026-11-26T09:30:00Z", outcome)).toContain("Hiçbir şey gönderilmedi.");
    expect(english.init.sentBefore("2026-11-26T09:30:00Z", outcome)).toContain("Nothing was sent.");
  },
);
