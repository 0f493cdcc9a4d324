import { accountFormOf } from "./account-forms.js";
import { foldLetters } from "./fold-letters.js";
import { shapeOf } from "./shape-of.js";
import type { StandIns } from "./stand-ins.js";
import { isVendorName, isVendorWord } from "./vocabulary.js";

/** Values that a text may repeat in another form. */
export interface KnownValues {
  /** Keys, which are removed wherever they occur. */
  readonly secrets: readonly string[];
  readonly accounts: Set<string>;
  readonly names: Set<string>;
}

/** What stands for a key. */
export const removed = "[removed]";

/** Removes keys, and what has the form of one, from a text. */
export function removeSecrets(text: string, { secrets }: Pick<KnownValues, "secrets">): string {
  const without = secrets.reduce((rest, secret) => rest.replaceAll(secret, removed), text);
  const withoutHeader = without.replace(/IYZWSv\d\s+[^\s"'<>]+/gi, removed);
  // A signature in hexadecimal, and Base64 as of a header; an id with dashes is neither.
  return withoutHeader.replace(
    /(?<![\w-])(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[A-Za-z])[A-Za-z0-9+/]{24,}={0,2}/g,
    (found) => (accountFormOf(found) === "iban" ? found : removed),
  );
}

/**
 * Replaces everything in a text that is not known to be harmless: known values in other forms, what has the form of an account,
 * and every word that vendors' messages do not have. Words in capitals are taken for a name.
 */
export function replacePersonalData(text: string, known: KnownValues, standIns: StandIns): string {
  const held: string[] = [];
  // A sign of its own stands for each stand-in until the end, so that none is taken for personal data in its turn.
  const hold = (standIn: string) => String.fromCharCode(firstHeld + held.push(standIn) - 1);
  let rest = text.replace(heldSigns, "?").replaceAll(removed, hold);
  rest = rest.replace(/[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+/gu, (found) =>
    hold(standIns.email(found)),
  );
  for (const name of byLength(known.names)) {
    rest = rest.replace(patternOf(name, "\\s+"), (found) => hold(standIns.personName(sameForm(found, name))));
  }
  for (const account of byLength(known.accounts)) {
    rest = rest.replace(patternOf(account, ""), () => hold(standIns.account(account)));
  }
  for (const word of [...known.names].flatMap((name) => name.split(/\s+/)).filter(({ length }) => length > 2)) {
    rest = rest.replace(patternOf(word, "\\s+"), (found) => hold(standIns.personName(found)));
  }
  rest = rest.replace(masked, (found) => hold(replaceMasked(found, known.accounts, standIns)));
  rest = rest.replace(uuid, (found) => hold(standIns.id(found)));
  rest = rest.replace(ownIds, hold);
  rest = rest.replace(/\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){10,30}\b/gi, (found) => hold(standIns.account(found)));
  rest = rest.replace(/\+?\(?\d(?:[\s().-]{0,2}\d){6,}/g, (found) => hold(standIns.account(found)));
  rest = replaceCapitalised(rest, (found) => hold(standIns.personName(found)));
  rest = rest.replace(/[\p{L}\p{M}]+/gu, (word) => (isHeld(word) || isVendorWord(word) ? word : shapeOf(word)));
  // A number may be written in pieces. Without more digits than a code has, it is none.
  const digits = rest.match(/\p{N}/gu) ?? [];
  if (digits.length > maxPlainDigits) rest = rest.replace(/\p{N}/gu, "0");
  return rest.replace(heldSigns, (sign) => held[sign.charCodeAt(0) - firstHeld] ?? "?");
}

/** Signs that no text has a meaning for: Unicode's private use area. */
const firstHeld = 0xe000;
const heldSigns = /[\uE000-\uF8FF]/g;

function isHeld(text: string): boolean {
  return /^[\uE000-\uF8FF]+$/.test(text);
}

const maxPlainDigits = 6;

const uuid = /(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/gi;

/** The ids that the probe gives to what it sends. */
export const ownId: RegExp = /^probe-[0-9a-f]{8}(-\d{1,4}){1,3}(-x+)?$/;
const ownIds = /(?<![\w-])probe-[0-9a-f]{8}(?:-\d{1,4}){1,3}(?![\w-])/g;

/** Replaces, in a text, each run of capitalised words that are not known as the vendor's: they may be a name. */
function replaceCapitalised(text: string, replace: (found: string) => string): string {
  return text.replace(/\p{Lu}[\p{L}\p{M}'’.]*(?:\s+\p{Lu}[\p{L}\p{M}'’.]*)*/gu, (run) => {
    const words = run.split(/(\s+)/);
    const isVendors = (word: string) =>
      /^\s*$/.test(word) || isVendorWord(word.replace(/['’.].*/s, "")) || isField(word);
    if (words.every(isVendors)) return run;
    // The vendor's words at both ends stay.
    const first = words.findIndex((word) => !isVendors(word));
    const last = words.findLastIndex((word) => !isVendors(word));
    return [...words.slice(0, first), replace(words.slice(first, last + 1).join("")), ...words.slice(last + 1)].join(
      "",
    );
  });
}

function isField(word: string): boolean {
  return /^[A-Z]+_[A-Z_]+$/.test(word) && isVendorName(word);
}

const masked = /[\p{L}\p{N}]*(?:[ .-]?[*•]){2,}[\p{L}\p{N}*• .-]*[\p{L}\p{N}]|[\p{L}\p{N}]+(?:[ .-]?[*•]){2,}/gu;

/** A masked account shows as much of its stand-in as it shows of the account. */
function replaceMasked(found: string, accounts: ReadonlySet<string>, standIns: StandIns): string {
  const compact = foldLetters(found.replace(/[*•]+/g, ""));
  const [start = "", end = ""] = [/^[^*•]*/, /[^*•]*$/].map((part) => foldLetters(part.exec(found)?.[0] ?? ""));
  const account = [...accounts].find((known) => {
    const folded = foldLetters(known);
    return compact !== "" && compact === start + end && folded.startsWith(start) && folded.endsWith(end);
  });
  if (account === undefined) return standIns.masked(found);
  const standIn = standIns.account(account).replace(/[^\p{L}\p{N}]/gu, "");
  const shown = [...standIn.slice(0, start.length), ...standIn.slice(standIn.length - end.length)];
  return found.replace(/[\p{L}\p{N}]/gu, (char) => shown.shift() ?? char);
}

function byLength(values: ReadonlySet<string>): string[] {
  return [...values].sort((one, other) => other.length - one.length);
}

/** Matches a value in any case, without accents and Turkish dots, and with separators between its characters. */
function patternOf(value: string, wordSeparator: string): RegExp {
  const letters = (text: string) =>
    [...text]
      .filter((char) => /[\p{L}\p{N}+]/u.test(char))
      .map((char) => `[${formsOf(char)}]\\p{M}*`)
      .join(wordSeparator === "" ? "[\\s.\\-]?" : "");
  const words = wordSeparator === "" ? [letters(value)] : value.trim().split(/\s+/).map(letters);
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join(wordSeparator)}(?![\\p{L}\\p{N}])`, "giu");
}

const sameLetters = ["iıİI", "sşSŞ", "gğGĞ", "cçCÇ", "oöOÖ", "uüUÜ", "aâAÂ"];

function formsOf(char: string): string {
  if (char === "+") return "+";
  const forms = sameLetters.find((letters) => letters.includes(char)) ?? char;
  return forms;
}

/** A name as it was found, with the letters of the known one: both have one stand-in, in the case of what was found. */
function sameForm(found: string, name: string): string {
  if (found === found.toLocaleUpperCase("tr") || found === found.toUpperCase()) return name.toLocaleUpperCase("tr");
  return found === found.toLowerCase() ? name.toLocaleLowerCase("tr") : name;
}
