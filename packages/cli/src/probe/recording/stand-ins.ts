import { createHmac } from "node:crypto";
import { accountFormOf, ibanCheckDigits, isIban, withIdentityCheckDigits } from "./account-forms.js";
import { foldLetters } from "./fold-letters.js";

/** Which stand-in a value has, without the value: an HMAC of it and its number. */
export type StandInNumber = readonly [hash: string, number: number];

/** Stand-ins of personal data: the same value has the same stand-in, also in a later run that goes on. */
export interface StandIns {
  /** Of an IBAN, phone or identity number or another account, in the same form and with the same separators. */
  account(value: string): string;
  /** Of a name, with as many words, and in capitals if the name is. */
  personName(value: string): string;
  email(value: string): string;
  /** Of an id: digits for digits and letters for letters. */
  id(value: string): string;
  /** What was given out since the last call, to be stored. */
  takeNew(): StandInNumber[];
}

/** Words of stand-ins for names. A check of a recording knows them. */
export const nameWords = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"] as const;

/** The first word of stand-ins for names, and the word that fills names of more than two words. */
export const firstNameWords = ["Recipient", "Alıcı"] as const;
export const middleNameWord = "Sample";

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
      const last = nameWords[(number - 1) % nameWords.length] as string;
      const first = /[^\x20-\x7e]/.test(value) ? firstNameWords[1] : firstNameWords[0];
      const middle = Array.from({ length: Math.max(0, words.length - 2) }, () => middleNameWord);
      const name = words.length < 2 ? `${first}${last}` : [first, ...middle, last].join(" ");
      const isUpper = value === value.toLocaleUpperCase("tr") || value === value.toUpperCase();
      return isUpper ? name.toLocaleUpperCase("tr") : value === value.toLowerCase() ? name.toLowerCase() : name;
    },
    email: (value) => `recipient-${numberOf(value)}@example.com`,
    id(value) {
      const bytes = Buffer.from(hashOf(`id ${value}`).repeat(Math.ceil(value.length / 32)), "hex");
      const letters = /^[0-9a-f-]+$/i.test(value) ? "abcdef" : "abcdefghijklmnopqrstuvwxyz";
      let at = 0;
      return value.replace(/[A-Za-z0-9]/g, (char) => {
        const byte = bytes[at++ % bytes.length] as number;
        // All zeros stay, and a number keeps no leading zero that it did not have.
        if (/\d/.test(char)) return char === "0" ? "0" : String(1 + (byte % 9));
        const letter = letters[byte % letters.length] as string;
        return char === char.toUpperCase() ? letter.toUpperCase() : letter;
      });
    },
    takeNew() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
}

/** The letters and digits of a stand-in for an account. */
function accountOf(value: string, number: number): string {
  const compact = value.replace(/[^\p{L}\p{N}]/gu, "");
  const tail = (length: number) => String(number).padStart(length, "0").slice(-length);
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
      return withIdentityCheckDigits(`1000${tail(5)}`);
    case "phone": {
      const prefix = compact.length > 10 ? compact.slice(0, compact.length - 10) : "";
      // No Turkish operator has 500.
      return compact.length < 10 ? tail(compact.length) : `${prefix}500${tail(7)}`;
    }
    case "digits":
      return tail(compact.length);
    case "text":
      return `${"x".repeat(Math.max(0, compact.length - 3))}${tail(Math.min(3, compact.length))}`;
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
