/** What is put in the place of a value. Some are not JSON. */
const literals = [
  "0E-8",
  "1e3",
  "9007199254740993.01",
  "20.00000000",
  "-0",
  "1e999",
  "1E400",
  "000000",
  "-",
  "NaN",
  "1.",
  ".5",
  "+1",
  "0.1e-7",
  `1${"0".repeat(400)}`,
];
const values = [
  ...literals,
  "null",
  "true",
  "false",
  '""',
  '"12.50"',
  '"x"',
  '"\\u0041\\n\\"\\\\"',
  '"\\ud83d"',
  '":5"',
  '"\\":5"',
  '"{\\"a\\":1}"',
  "{}",
  "[]",
  "[1]",
  "[1.50,[2.0],{}]",
  '{"a":1.0,"b":{"c":[]}}',
  '{"b":1.0,"0":1.00}',
  '{"__proto__":1.0}',
  '"success"',
  '"SUCCESS"',
  "401",
];
const texts = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\\",
  "\\u",
  "\\n",
  '\\"',
  " ",
  "\n",
  "\t",
  "\u0000",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "<html>",
  "ş",
  "\ud800",
  '"__proto__":',
  '"0":',
  "-",
  "e",
  ".",
  "0",
];

/** Makes a function that changes a JSON text a few times; the result may be anything. */
export function jsonMutator(random: () => number): (text: string) => string {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Value>(from: readonly Value[]): Value => from[below(from.length)] as Value;
  const replaceOne = (text: string, pattern: RegExp, by: (found: string) => string): string => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const match = pick(found);
    return splice(text, match.index, match[0].length, by(match[0]));
  };
  const mutations: readonly ((text: string) => string)[] = [
    (text) => splice(text, below(text.length), 1 + below(8), ""),
    (text) => splice(text, below(text.length), 0, pick(texts)),
    (text) => splice(text, below(text.length), 1, String.fromCharCode(below(256))),
    (text) => text.slice(0, below(text.length)),
    (text) => {
      const from = below(text.length);
      return splice(text, below(text.length), 0, text.slice(from, from + below(60)));
    },
    // Another value for a key; another number for a number; a missing key; a repeated key, with the same value or another.
    (text) => replaceOne(text, value, () => pick(values)),
    (text) => replaceOne(text, /(?<=":)[\d.]+(?=[,}])/g, () => pick(literals)),
    (text) => replaceOne(text, /"\w+":("[^"]*"|[\d.]+),/g, () => ""),
    (text) => replaceOne(text, field, (pair) => `${pair},${pair.replace(/:.*/, ":7")}`),
    (text) => replaceOne(text, field, (pair) => `${pair},${pair}`),
    // White space, another key, and a longer list.
    (text) => replaceOne(text, /[:,{}[\]]/g, (token) => pick([` ${token}`, `${token} `, `${token}\n`])),
    (text) => replaceOne(text, /"\w+"(?=:)/g, () => pick(['"0"', '"a:"', '","', '""', '"\\u0041"', '"__proto__"'])),
    (text) => replaceOne(text, /(?<=\[)(?=[{"])/g, () => `${pick(values)},`),
  ];
  return (text) => {
    let mutated = text;
    for (let count = 1 + below(3); count > 0; count -= 1) mutated = pick(mutations)(mutated);
    return mutated;
  };
}

const value = /(?<=":)("[^"]*"|[\d.]+)(?=[,}])/g;
const field = /("\w+":)("[^"]*"|[\d.]+)(?=,)/g;

function splice(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}
