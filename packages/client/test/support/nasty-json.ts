/**
 * Makes a JSON text of a few values that are hard to tell apart by their positions: few different keys, so that one is often
 * there twice, numbers of one value with different digits, strings that look like numbers and keys, escapes, white space.
 */
export function nastyJson(random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = (from: readonly string[]): string => from[below(from.length)] as string;
  const space = () => (below(40) === 0 ? pick([" ", "\n", "  "]) : "");
  const string = () => `"${Array.from({ length: below(4) }, () => pick(parts)).join("")}"`;
  const value = (depth: number): string => {
    const kind = below(depth > 3 ? 6 : 9);
    if (kind < 3) return pick(numbers);
    if (kind < 5) return string();
    if (kind === 5) return pick(["null", "true", "false"]);
    const list = Array.from({ length: below(4) }, () => {
      const key = kind === 6 ? "" : `${below(6) === 0 ? string() : pick(keys)}${space()}:`;
      return `${space()}${key}${space()}${value(depth + 1)}${space()}`;
    });
    return kind === 6 ? `[${list.join(",")}]` : `{${list.join(",")}}`;
  };
  return `{"a":${value(0)},"b":${value(0)},${pick(keys)}:${value(0)}}`;
}

const numbers = ["1", "1.0", "1.00", "10e-1", "0", "-0", "0.0", "123456789", "12345678901234567890", "1E400", "-7"];
const keys = ['"a"', '"b"', '"c"', '"d"', '"e:"', '"0"', '"1"', '"__proto__"', '""', '"\\u0061"'];
const parts = [
  "1",
  "1.0",
  "12345",
  ":",
  ",",
  "}",
  "]",
  " ",
  '\\"',
  '\\":1',
  "\\\\",
  "\\u0031",
  "\\n",
  "ş",
  "\\ud800",
  "/",
];
