/** A number of a JSON text, with the digits as they were sent: a float would lose some. */
export class Numeral {
  readonly digits: string;

  /** @param digits a part of the text. */
  constructor(digits: string) {
    // V8 copies up to 12 characters of a text. A longer part keeps the whole text in memory: an id its page.
    this.digits = digits.length > 12 ? JSON.parse(`"${digits}"`) : digits;
  }
}

/**
 * Parses a JSON text whose numbers become {@link Numeral}s. Throws if the text is not JSON, or has a key twice in one
 * object with different values.
 *
 * A compact text, as servers send it, is read with the runtime's own parser in a fifth of the time that lossless-json takes.
 * Every other text is left to lossless-json.
 */
export async function parseExactly(text: string): Promise<unknown> {
  const compact = parseCompact(text);
  if (compact !== undefined) return compact;
  const { parse } = await import("lossless-json").catch(() => {
    throw new ParserMissing();
  });
  return parse(text, undefined, (digits) => new Numeral(digits));
}

/** lossless-json could not be loaded. It is not loaded before a text needs it, because few do. */
export class ParserMissing extends Error {}

/**
 * Parses with `JSON.parse`, and takes the digits of each number from the text. Returns `undefined` if that cannot be done.
 *
 * `JSON.parse` gives no positions. But values keep the order of the text, and the length of each is known: a number begins
 * where the lengths before it add up to. All positions are right if all lengths add up to the length of the text:
 *
 * 1. White space between tokens makes the text longer than that. So does a key that an object has twice: its first value is in
 *    the text and not in the result.
 * 2. Nothing makes up for it. An escape is counted once, where the text has it. Digits are counted only after `":` whose quote
 *    closes a key: there they are a number of the text, and each number is counted once.
 * 3. So if the lengths add up, the text has neither, and nothing that would move a number.
 */
export function parseCompact(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // A newline at the end is common.
  const reading = new Reading(text.trim());
  return reading.pass(value, 0) && reading.isAtEnd() ? value : undefined;
}

/** Far more than an answer has. Deeper values would overflow the stack sooner or later. */
const maxDepth = 100;

/** The position in a compact text while its values are passed in their order. */
class Reading {
  readonly #text: string;
  #at = 0;
  /** The position of the next escape. */
  #escape: number;

  constructor(text: string) {
    this.#text = text;
    this.#escape = this.#findEscape(0);
  }

  isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** Passes a value and gives its numbers their digits. Returns false if that cannot be done. */
  pass(value: unknown, depth: number): boolean {
    if (typeof value === "string") this.#passString(value);
    else if (value === null || value === true) this.#at += 4;
    else if (value === false) this.#at += 5;
    else if (typeof value === "number" || depth > maxDepth) return false;
    else return Array.isArray(value) ? this.#passArray(value, depth) : this.#passObject(value as Fields, depth);
    return true;
  }

  #passArray(array: readonly unknown[], depth: number): boolean {
    for (const element of array) {
      this.#at += 1;
      if (!this.pass(element, depth + 1)) return false;
    }
    this.#at += array.length === 0 ? 2 : 1;
    return true;
  }

  #passObject(object: Fields, depth: number): boolean {
    let isEmpty = true;
    for (const key in object) {
      // Keys such as "7" come before others, wherever they are in the text.
      if (isEmpty && isDigit(key.charCodeAt(0))) return false;
      isEmpty = false;
      this.#at += key.length + 4;
      // Node 24 and 26 may read an escaped key as another one: https://github.com/nodejs/node/issues/63785.
      if (this.#escape < this.#at) return false;
      const value = object[key];
      if (typeof value === "number") {
        const digits = this.#passNumber();
        if (digits === "") return false;
        object[key] = new Numeral(digits);
      } else if (!this.pass(value, depth + 1)) return false;
    }
    this.#at += isEmpty ? 2 : 1;
    return true;
  }

  #passString(string: string): void {
    this.#at += string.length + 2;
    while (this.#escape < this.#at) {
      const isUnicode = this.#text[this.#escape + 1] === "u";
      this.#at += isUnicode ? 5 : 1;
      this.#escape = this.#findEscape(this.#escape + (isUnicode ? 6 : 2));
    }
  }

  #findEscape(from: number): number {
    const at = this.#text.indexOf("\\", from);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  }

  /** Passes a number and returns it; "" if none is here, or if it is not certain that it is one. */
  #passNumber(): string {
    const text = this.#text;
    const from = this.#at;
    if (!isKeyEnd(text, from)) return "";
    while (isOfNumber(text.charCodeAt(this.#at))) this.#at += 1;
    return text.slice(from, this.#at);
  }
}

type Fields = Record<string, unknown>;

/**
 * Whether a key and its colon end here, in a text that is JSON. A quote closes a string unless it is escaped, or stands where
 * a string may begin.
 */
function isKeyEnd(text: string, at: number): boolean {
  return text[at - 1] === ":" && text[at - 2] === '"' && !"\\:,[{ \t\n\r".includes(text.charAt(at - 3));
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a character may be in a number: a digit, or one of "+-.Ee". */
function isOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x2d || code === 0x2b || code === 0x65 || code === 0x45;
}
