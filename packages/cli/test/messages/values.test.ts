import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Text = (...values: unknown[]) => unknown;

const areas = readdirSync(new URL("../../src/messages/en", import.meta.url)).map((file) => file.replace(".ts", ""));

/** The messages of an area in a language. */
async function messagesOf(locale: "en" | "tr", area: string): Promise<object> {
  const [messages] = Object.values((await import(`../../src/messages/${locale}/${area}.ts`)) as object);
  return messages;
}

/** Texts that take one of a few words, or an error of the client with its English message, and not only values to print. */
const others = ["duration", "otherTarget", "explain", "finding"];

/** The texts that take values, by their paths. */
function textsIn(messages: object, path = ""): [path: string, text: Text][] {
  return Object.entries(messages).flatMap(([name, value]) => {
    const at = path === "" ? name : `${path}.${name}`;
    if (typeof value === "function") return others.includes(name) ? [] : [[at, value as Text]];
    return typeof value === "object" && value !== null ? textsIn(value, at) : [];
  });
}

/** Which of its values a text has in it. Each value is a list of one number, which serves as a text and as a number too. */
function valuesIn(text: Text): number[] {
  const values = Array.from({ length: text.length }, (_, index) => 71 + index);
  const printed = JSON.stringify(text(...values.map((value) => [String(value)]))) ?? "";
  return values.filter((value) => printed.includes(String(value)));
}

describe.each(areas)("the texts of %s", (area) => {
  test("have the same values in both languages", async () => {
    const english = textsIn(await messagesOf("en", area));
    const turkish = new Map(textsIn(await messagesOf("tr", area)));
    expect([...turkish.keys()].sort()).toEqual(english.map(([path]) => path).sort());
    for (const [path, text] of english)
      expect([path, valuesIn(turkish.get(path) as Text)]).toEqual([path, valuesIn(text)]);
  });
});
