import type { SuspicionKind } from "../../messages/probe.js";
import { accountFormOf, isIdentityNumber } from "./account-forms.js";
import { foldLetters } from "./fold-letters.js";
import { firstNameWords, middleNameWord, nameWords } from "./stand-ins.js";

/** A place of a recording that looks like a person or a key. It has no part of the text. */
export interface Suspicion {
  kind: SuspicionKind;
  /** Where: the path of the value, such as `exchanges[3].response.body.massPayoutItems.items[0].recipientName`. */
  place: string;
}

/** Fields whose values are numbers that are no one's. */
const harmlessNumbers =
  /(^|\.)(systemTime|value|amount|totalAmount|totalSuccessfulAmount|totalCommissionAmount|commissionAmount|balance|page|size|total|id|durationMs|at|begunAt|date)$/;
const ids =
  /(^|\.)(requestId|externalId|externalMassPayoutId|itemExternalId|referenceCode|conversationId|massPayoutRequestId|merchantId|path)$/;
const names = /name$/i;

/**
 * Looks through a recording for whatever looks like a person or a key, also if it was edited by hand or made by another
 * program. It does not know the values that were replaced: it knows the stand-ins, and suspects everything else.
 */
export function checkRecording(text: string): Suspicion[] {
  const found: Suspicion[] = [];
  const report = (place: string, kinds: readonly SuspicionKind[]) => {
    for (const kind of kinds) found.push({ kind, place });
  };
  visit(JSON.parse(text), "", report);
  return found;
}

function visit(value: unknown, place: string, report: (place: string, kinds: readonly SuspicionKind[]) => void): void {
  if (typeof value === "string") {
    const body = /\.body$/.test(place) ? parsed(value) : undefined;
    if (body !== undefined) {
      visit(body, place, report);
      // What a parser drops: the first of two values of one key, comments, and keys themselves.
      const text = idsIn(body).reduce((rest, id) => rest.replaceAll(id, ""), value);
      report(
        place,
        suspicionsOf(text, "").filter((kind) => kind !== "name" && kind !== "long-number"),
      );
    } else report(place, suspicionsOf(value, place));
  } else if (typeof value === "number") report(place, suspicionsOf(String(value), place));
  else if (Array.isArray(value)) value.forEach((entry, index) => void visit(entry, `${place}[${index}]`, report));
  else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      const inner = place === "" ? key : `${place}.${key}`;
      const isPlain = /^[\w.-]{1,60}$/.test(key) && suspicionsOf(key, "").length === 0;
      if (!isPlain) report(`${place}.…`, suspicionsOf(key, ""));
      visit(entry, isPlain ? inner : `${place}.…`, report);
    }
  }
}

/** The values of a body's ids: their parts may have any form by chance. */
function idsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    ids.test(key) ? [String(entry)].filter(({ length }) => length > 6) : idsIn(entry),
  );
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? (value ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** Fields whose numbers are no one's, in a body that is no JSON. */
const harmlessFields = /"(systemTime|total|totalAmount|commissionAmount|balance|value)"\s*:\s*"?-?[\d.eE+-]+/g;

/** An id, parts of which have the form of an IBAN or a number by chance: a UUID, or one that the probe gave. */
const knownIds = /(?<![\w-])([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|probe-[0-9a-f]{8}(-[a-z0-9]+)*)(?![\w-])/gi;

/** Letters and digits beside two or more signs of a mask. */
const masked = /[\p{L}\p{N} .-]*[*•]{2,}[\p{L}\p{N}*• .-]*/gu;

function suspicionsOf(whole: string, place: string): SuspicionKind[] {
  const text = whole.replace(knownIds, "").replace(harmlessFields, "");
  const kinds = new Set<SuspicionKind>();
  const plain = place.replace(/\[\d+\]$/, "");
  const isHarmless = harmlessNumbers.test(plain) && /^[-\d.:TZE+]+$/i.test(text);
  const isId = ids.test(plain);
  for (const [match] of text.matchAll(/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){10,30}(?![\p{L}\p{N}])/giu)) {
    if (!isId && !isStandInIban(match)) kinds.add("iban");
  }
  for (const [match] of text.matchAll(/(?<![\w-])\+?\(?\d(?:[\s().-]{0,2}\d){6,}(?![\w-])/g)) {
    if (isHarmless || isId) break;
    const digits = match.replace(/\D/g, "");
    const form = accountFormOf(match);
    if (isStandInNumber(digits) || isMoment(digits, text)) continue;
    const kind = isIdentityNumber(digits) ? "identity-number" : form === "phone" ? "phone" : "long-number";
    // What an experiment tried is told with its amounts and sizes.
    if (kind !== "long-number" || !plain.endsWith(".detail")) kinds.add(kind);
  }
  for (const [match] of text.matchAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g)) {
    if (!/^recipient-\d+@example\.com$/.test(match)) kinds.add("email");
  }
  if (looksLikeKey(text)) kinds.add("key");
  for (const [match] of text.matchAll(masked)) if (!isStandInMask(match.trim())) kinds.add("masked-account");
  if (names.test(plain) ? !isStandInName(text) && !/^[xX\s.]*$/.test(text) : hasPersonName(text, plain))
    kinds.add("name");
  return [...kinds];
}

/** Two capitalised words side by side in a text of the vendor, of which neither is a word of messages. */
function hasPersonName(text: string, place: string): boolean {
  if (!/errorMessage|message|description/i.test(place)) return false;
  const runs = text.match(/\p{Lu}\p{L}+(?:\s+\p{Lu}\p{L}+)+/gu) ?? [];
  return runs.some((run) => !isStandInName(run) && !/^[xX\s]*$/.test(run) && !isVendors(run));
}

function isVendors(run: string): boolean {
  return /request|limit|exceeded|gateway|istek|mass|payout|toplu|api|iban/i.test(run);
}

const standInWords = [...nameWords, ...firstNameWords, middleNameWord].map(foldLetters);

function isStandInName(text: string): boolean {
  const rest = foldLetters(text);
  return new RegExp(`^(${standInWords.join("|")})*$`).test(rest);
}

function isStandInIban(text: string): boolean {
  const compact = text.replace(/[\s.-]/g, "").toUpperCase();
  return /^TR\d{2}9{5}0*\d{1,6}$/.test(compact) || /^(?!TR)[A-Z]{2}\d{2}[X0]*\d{1,4}$/.test(compact);
}

function isStandInNumber(digits: string): boolean {
  return (
    /^0*\d{1,6}$/.test(digits) ||
    /^\d{0,4}500000\d{4}$/.test(digits) ||
    (/^1000\d{7}$/.test(digits) && isIdentityNumber(digits))
  );
}

/** As much as a stand-in shows when it is masked: a country with two digits at most, and an end that counts from 1. */
function isStandInMask(text: string): boolean {
  return /^[X0x*•\s.-]*$/.test(text) || /^([A-Z]{2}\d{0,2}9*|0*)[\s.-]*[*•][*•\s.-]*(0{1,4}\d{0,3})?$/.test(text);
}

/** Milliseconds since 1970, of some years around now, or a date. */
function isMoment(digits: string, text: string): boolean {
  return /^1[5-9]\d{11}$/.test(digits) || /\d{4}-\d\d-\d\d/.test(text);
}

function looksLikeKey(text: string): boolean {
  if (/sandbox-\w{8,}/.test(text.replace(/sandbox-api\.iyzipay\.com/g, ""))) return true;
  if (
    /IYZWSv\d\s+(?!\[removed\])\S/.test(text) ||
    /-----BEGIN|\beyJ[\w-]{10,}\./.test(text) ||
    /:\/\/[^/\s:@]+:[^/\s@]+@/.test(text)
  )
    return true;
  const runs = text.match(/(?<![\w-])[A-Za-z0-9+_]{28,}={0,2}(?![\w-])/g) ?? [];
  return runs.some((run) => /\d/.test(run) && /[A-Za-z]/.test(run) && accountFormOf(run) !== "iban");
}
