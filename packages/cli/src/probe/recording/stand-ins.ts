import { createHmac } from "node:crypto";
import { accountFormOf, ibanCheckDigits, isIban, isIdentityNumber, withIdentityCheckDigits } from "./account-forms.js";
import { foldLetters } from "./fold-letters.js";
import { shapeOf } from "./shape-of.js";

/** Which stand-in a value has, without the value: an HMAC of it and its number. */
export type StandInNumber = readonly [hash: string, number: number];

/** Stand-ins of personal data: the same value has the same stand-in, also in a later run that goes on. */
export interface StandIns {
  /** Of an IBAN, phone or identity number or another account, in the same form and with the same separators. */
  account(value: string): string;
  /** Of a name: another one for each, with as many words, and in capitals if the name is. */
  personName(value: string): string;
  email(value: string): string;
  /** Of an id: digits for digits and letters for letters. */
  id(value: string): string;
  /** Of an account that is known in a masked form only. */
  masked(value: string): string;
  /** Of a number that is nothing of the above, as JSON writes numbers. */
  number(digits: string): string;
  /** Of the name of a field that may be anything, such as an account. */
  fieldName(value: string): string;
  /** What was given out since the last call, to be stored. */
  takeNew(): StandInNumber[];
}

/** The words of the digits, which stand-ins for names are numbered by: a name has no digits. */
const digitWords = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"] as const;

/** The first word of stand-ins for names, and the word that fills names of more than two words. */
const firstNameWords = ["Recipient", "Alıcı"] as const;
const middleNameWord = "Sample";

/** @param salt of the run: without it, no value can be tried out against a hash. */
export function createStandIns(salt: string, known: readonly StandInNumber[]): StandIns {
  const numbers = new Map<string, number>(known);
  let fresh: StandInNumber[] = [];
  const hashOf = (value: string) => createHmac("sha256", salt).update(value).digest("hex");
  const numberOf = (value: string): number => {
    const hash = hashOf(foldLetters(value)).slice(0, 32);
    const found = numbers.get(hash);
    if (found !== undefined) return found;
    const number = numbers.size + 1;
    numbers.set(hash, number);
    fresh.push([hash, number]);
    return number;
  };
  return {
    account: (value) => layOut(accountOf(value, numberOf(value)), value),
    personName(value) {
      const words = value.trim().split(/\s+/);
      const number = numberOf(value);
      const last = [...String(number)].map((digit) => digitWords[Number(digit)]).join("");
      const first = /[^\x20-\x7e]/.test(value) ? firstNameWords[1] : firstNameWords[0];
      const middle = Array.from({ length: Math.max(0, words.length - 2) }, () => middleNameWord);
      const name = words.length < 2 ? `${first}${last}` : [first, ...middle, last].join(" ");
      const isUpper = value === value.toLocaleUpperCase("tr") || value === value.toUpperCase();
      return isUpper ? name.toLocaleUpperCase("tr") : value === value.toLowerCase() ? name.toLowerCase() : name;
    },
    email: (value) => `recipient-${numberOf(value)}@example.com`,
    id(value) {
      for (let attempt = 0; ; attempt += 1) {
        const id = idOf(value, hashOf(`id ${attempt} ${value}`));
        if (!isAccountForm(id) || attempt === 100) return id;
      }
    },
    number(digits) {
      const [whole = "", rest = ""] = /^(-?\d+)(.*)$/s.exec(digits)?.slice(1) ?? [];
      const sign = whole.startsWith("-") ? "-" : "";
      const length = whole.length - sign.length;
      const number = length < 4 ? "1".padEnd(length, "0") : `1${tailOf(numberOf(digits), length - 1)}`;
      return `${sign}${number}${rest.replace(/(?<![eE][+-]?\d*)\d/g, "0")}`;
    },
    masked: shapeOf,
    fieldName: (value) => `unknownField${numberOf(value)}`,
    takeNew() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
}

/** Digits for digits, and for letters those of no name: a check knows them by that. Zeros stay. */
function idOf(value: string, hash: string): string {
  const bytes = Buffer.from(hash.repeat(Math.ceil(value.length / 32)), "hex");
  let at = 0;
  return value.replace(/[\p{L}\p{M}\p{N}]/gu, (char) => {
    const byte = bytes[at++ % bytes.length] as number;
    // A number keeps no leading zero that it did not have.
    if (/\p{N}/u.test(char)) return char === "0" ? "0" : String(1 + (byte % 9));
    const letter = idLetters[byte % idLetters.length] as string;
    return /\p{Lu}/u.test(char) ? letter.toUpperCase() : letter;
  });
}

const idLetters = "bcdf";

/** Whether a text looks like an account, and not just like a number or a word. */
function isAccountForm(text: string): boolean {
  return ["iban", "identity-number", "phone"].includes(accountFormOf(text));
}

function tailOf(number: number, length: number): string {
  return String(number).padStart(length, "0").slice(-length);
}

/** Stand-ins that leave a stand-in as it is, and change everything else: what they change was not replaced. */
export function createStandInReader(): StandIns {
  const keepIf = (isStandIn: (value: string) => boolean) => (value: string) =>
    isStandIn(value) ? value : `${value}\0`;
  return {
    account: keepIf(isStandInAccount),
    personName: keepIf(isStandInName),
    email: keepIf((value) => /^recipient-\d{1,6}@example\.com$/.test(value)),
    id: keepIf(
      (value) =>
        new RegExp(`^(?:[${idLetters}0-9]|[^\\p{L}\\p{M}\\p{N}])*$`, "iu").test(value) && !isAccountForm(value),
    ),
    // A number must stay one: a check compares it.
    number: (digits) => (/^-?(?:1(?:0{2}|0*\d{1,4})?)(?:\.0+)?(?:[eE][+-]?\d{1,3})?$/.test(digits) ? digits : "1"),
    masked: (value) => (isStandInMask(value) ? value : shapeOf(value)),
    fieldName: () => "unknownField",
    takeNew: () => [],
  };
}

const standInWords = [...digitWords, ...firstNameWords, middleNameWord].map(foldLetters);

/** Whether a text is the stand-in of a name, in any case. */
export function isStandInName(text: string): boolean {
  return new RegExp(`^(?:${standInWords.join("|")})+$`).test(foldLetters(text));
}

/** As much as a stand-in shows when it is masked: a country with two digits at most, and an end that counts from 1. */
function isStandInMask(text: string): boolean {
  const shown = /^([A-Z]{2}\d{0,2}9*|\+?\d{0,3}50{0,2}|0*|10*|x*)[\s.-]*[*•][*•\s.-]*(0{1,4}\d{0,3})?$/i;
  // An identity number ends with its check digits.
  return shown.test(text) || /^9{1,5}[\s.-]*[*•][*•\s.-]*\d{0,4}$/.test(text);
}

/** Whether a text is the stand-in of an account, with any separators. */
function isStandInAccount(text: string): boolean {
  const compact = text.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
  return (
    /^TR\d{2}9{5}0*\d{1,6}$/.test(compact) ||
    /^(?!TR)[A-Z]{2}0[23][X0]*\d{1,4}$|^(?!TR)[A-Z]{2}\d{2}[X0]{6,}\d{1,4}$/.test(compact) ||
    /^\d{1,3}$|^0+\d{1,6}$/.test(compact) ||
    /^X*\d{0,3}$|^X+[1-9]\d{3,5}$/.test(compact) ||
    /^\d{0,4}5000{2}\d{5}$/.test(compact) ||
    (/^99999\d{6}$/.test(compact) && isIdentityNumber(compact))
  );
}

/** The letters and digits of a stand-in for an account. */
function accountOf(value: string, number: number): string {
  const compact = value.replace(/[^\p{L}\p{N}]/gu, "");
  const tail = (length: number) => tailOf(number, length);
  switch (accountFormOf(value)) {
    case "iban": {
      const upper = compact.toUpperCase();
      const country = upper.slice(0, 2);
      const length = upper.length - 4;
      // No Turkish bank has the code 99999. Elsewhere: the letters of the form, and zeros.
      const shape = upper.slice(4).replace(/[A-Z]/g, "X").replace(/\d/g, "0");
      const bban = country === "TR" ? `99999${tail(length - 5)}` : shape.slice(0, -4) + tail(4);
      const digits = ibanCheckDigits(country, bban);
      const wrong = digits === "02" ? "03" : "02";
      return `${country}${isIban(upper) ? digits : wrong}${bban}`;
    }
    case "identity-number":
      return withIdentityCheckDigits(`99999${tail(4)}`);
    case "phone": {
      const prefix = compact.length > 10 ? compact.slice(0, compact.length - 10) : "";
      // No Turkish operator has 500.
      return compact.length < 10 ? tail(compact.length) : `${prefix}500${tail(7)}`;
    }
    case "digits":
      return tail(compact.length);
    case "text":
      return String(number).padStart(3, "0").padStart(compact.length, "x").slice(-compact.length);
  }
}

/** Puts the characters of a stand-in where the value has letters and digits, in the case of the value. */
function layOut(characters: string, value: string): string {
  const rest = [...characters];
  return value.replace(/[\p{L}\p{N}]/gu, (char) => {
    const next = rest.shift() ?? "0";
    return /\p{Ll}/u.test(char) ? next.toLowerCase() : next;
  });
}
