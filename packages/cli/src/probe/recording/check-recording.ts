import { type Node, parseTree } from "jsonc-parser";
import { probe as messages } from "../../messages/en/probe.js";
import type { SuspicionKind } from "../../messages/probe.js";
import { questions } from "../experiments.js";
import { accountFormOf, isIdentityNumber } from "./account-forms.js";
import { recordingFormat } from "./recording.js";
import type { Place } from "./redact-body.js";
import { createRedactor } from "./redactor.js";
import { ownId, removed } from "./scrub-text.js";
import { shapeOf } from "./shape-of.js";
import { createStandInReader } from "./stand-ins.js";
import { isVendorName, isVendorWord } from "./vocabulary.js";

/** A place of a recording that looks like a person or a key. It has no part of the text. */
export interface Suspicion {
  kind: SuspicionKind;
  /** Where: the path of the value, such as `exchanges[3].response.body.massPayoutItems.items[0].recipientName`. */
  place: string;
}

type Report = (place: string, value: string, key?: string) => void;

/**
 * Looks through a recording for whatever may be a person or a key, also if it was edited by hand or made by another program. It
 * does not know the values that were replaced. It replaces again, by the same rules, and reports what these would not keep:
 * they know the stand-ins, and the words of an API.
 */
export function checkRecording(text: string): Suspicion[] {
  const found: Suspicion[] = [];
  const report: Report = (place, value, key = "") => found.push({ kind: kindOf(value, key), place });
  const { exchanges, findings, ...about } = JSON.parse(text);
  // Of a key that occurs twice, only the last value is parsed.
  for (const place of repeatedKeysOf(text)) found.push({ kind: "text", place });
  visitAbout(about, "", report);
  each(exchanges).forEach((exchange, index) => void visitExchange(exchange, `exchanges[${index}]`, report));
  each(findings).forEach((finding, index) => void visitAbout(finding, `findings[${index}]`, report));
  // Of a place that was looked through in two ways, once.
  const seen = new Set<string>();
  return found.filter(({ kind, place }) => !seen.has(`${kind} ${place}`) && seen.add(`${kind} ${place}`));
}

/** Where an object has a key twice: the recording was edited. Its bodies are texts, in which a vendor's keys may occur twice. */
function repeatedKeysOf(text: string): string[] {
  const repeated: string[] = [];
  const visit = ({ type, children = [] }: Node, place: string) => {
    const seen = new Set<unknown>();
    children.forEach((child, index) => {
      const [key, value] = child.children ?? [];
      if (type !== "object") visit(child, `${place}[${index}]`);
      else if (key !== undefined) {
        const inner = joined(place, isVendorName(key.value) || ownWords.has(key.value) ? key.value : "…");
        if (seen.has(key.value)) repeated.push(inner);
        seen.add(key.value);
        if (value !== undefined) visit(value, inner);
      }
    });
  };
  const root = parseTree(text);
  if (root !== undefined) visit(root, "");
  return repeated;
}

function each(list: unknown): unknown[] {
  return Array.isArray(list) ? list : [list];
}

/** What the probe says itself: words, numbers and times. */
function visitAbout(value: unknown, place: string, report: Report): void {
  if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      const isPlain = Array.isArray(value) || isVendorName(key) || ownWords.has(key);
      if (!isPlain) report(`${place}.…`, key);
      visitAbout(entry, joined(place, isPlain ? key : "…", Array.isArray(value)), report);
    }
  } else if (value !== null && !isOwnText(String(value))) report(place, String(value));
}

function joined(place: string, key: string, isList = false): string {
  return isList ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`;
}

/** Words of the API and of experiments, amounts, and times: nothing that has the form of an account or a key. */
function isOwnText(text: string): boolean {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) || ownTexts.has(text)) return true;
  const words = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const isKnown = words.every((word) => isVendorName(word) || isVendorWord(word) || ownWords.has(word));
  return isKnown && !/[@%]|\d{13}/.test(text) && !looksLikeAccount(text) && !looksLikeKey(text);
}

/** Words that a recording has of the probe's own, and that no API has. */
const ownWords: ReadonlySet<string> = new Set([
  // Its fields.
  ...["answer", "destination", "durationMs", "evidence", "exchanges", "experiment", "findings", "question", "series"],
  // Where it was sent, what became of an experiment, and why no answer came.
  ...["test", "production", "answered", "skipped", "ECONNRESET", "ECONNREFUSED", "INCOMPLETE"],
  // In details: what was tried, and its size.
  ...["Germany", "bytes"],
]);

const ownTexts: ReadonlySet<string> = new Set<string>([
  ...Object.values(questions),
  ...Object.keys(questions),
  ...[messages.answers, messages.reasons, messages.steps].flatMap(Object.keys),
  recordingFormat,
]);

/** One exchange: the rules of the redactor hold for what was sent and answered. */
function visitExchange(exchange: unknown, place: string, report: Report): void {
  if (typeof exchange !== "object" || exchange === null) {
    visitAbout(exchange, place, report);
    return;
  }
  const { request, response, ...about } = exchange as Record<string, unknown>;
  visitAbout(about, place, report);
  visitMessage(request, joined(place, "request"), report);
  visitMessage(response, joined(place, "response"), report);
}

function visitMessage(message: unknown, place: string, report: Report): void {
  if (typeof message !== "object" || message === null) {
    if (message !== undefined) visitAbout(message, place, report);
    return;
  }
  const { path, headers, body, ...about } = message as Record<string, unknown>;
  visitAbout(about, place, report);
  let bodyPlace = "";
  const onToken = (value: string, replaced: string, key: string, inner: Place) => {
    if (value !== replaced) report(bodyPlace + (inner() === "" ? "" : `.${inner()}`), value, key);
  };
  const known = { secrets: [], accounts: new Set<string>(), names: new Set<string>() };
  const redactor = createRedactor(known, createStandInReader(), onToken);
  for (const description of descriptions) redactor.allow(description);
  if (typeof path === "string") {
    if (redactor.target(path) !== path) report(joined(place, "path"), path);
  } else if (path !== undefined) visitAbout(path, joined(place, "path"), report);
  if (typeof headers === "object" && headers !== null)
    visitHeaders(headers, joined(place, "headers"), redactor, report);
  else if (headers !== undefined) report(joined(place, "headers"), String(headers));
  if (typeof body === "string") {
    bodyPlace = joined(place, "body");
    redactor.body(body);
  } else if (body !== undefined) visitAbout(body, joined(place, "body"), report);
}

/** Descriptions that experiments send. */
const descriptions = ["Probe", "Probe ğüşıöç ĞÜŞİÖÇ", "Probe & / ' < \" \u20ba", "x".repeat(140), "x".repeat(500)];

function visitHeaders(
  headers: object,
  place: string,
  redactor: ReturnType<typeof createRedactor>,
  report: Report,
): void {
  for (const [name, value] of Object.entries(headers)) {
    const kept = redactor.headers([[name, String(value)]])[name];
    if (kept === undefined) report(`${place}.…`, isVendorName(name) ? String(value) : `${name} ${value}`);
    else if (kept !== String(value)) report(joined(place, name), String(value));
  }
}

/** What a text that was not replaced looks like. */
function kindOf(text: string, key: string): SuspicionKind {
  const account = looksLikeAccount(text);
  if (account !== undefined) return account;
  if (/[^\s@]+@[^\s@]+\.[^\s@]+/.test(text)) return looksLikeKey(text) ? "key" : "email";
  if (/[\p{L}\p{N}]*[*•]{2,}/u.test(text)) return "masked-account";
  if (looksLikeKey(text)) return "key";
  if (/\d{7}/.test(text) && shapeOf(text).replace(/[^\p{L}]/gu, "").length < 4) return "long-number";
  if (/name$/i.test(key) || /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}+/u.test(text)) return "name";
  return /^[\w-]+$/.test(text) && /\d/.test(text) ? "id" : "text";
}

const knownIds = /(?<![\w-])([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/gi;

function looksLikeAccount(whole: string): "iban" | "identity-number" | "phone" | undefined {
  if (ownId.test(whole)) return undefined;
  const text = whole.replace(knownIds, "");
  if (/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){10,30}(?![\p{L}\p{N}])/iu.test(text)) return "iban";
  for (const [match] of text.matchAll(/(?<![\w.-])\+?\(?\d(?:[\s().-]{0,2}\d){6,}(?![\w-])/g)) {
    if (isIdentityNumber(match.replace(/\D/g, ""))) return "identity-number";
    if (accountFormOf(match) === "phone") return "phone";
  }
  return undefined;
}

function looksLikeKey(text: string): boolean {
  if (/sandbox-\w{8,}/.test(text.replace(/sandbox-api\.iyzipay\.com/g, ""))) return true;
  if (
    /IYZWSv\d\s+\S/.test(text.replaceAll(removed, "")) ||
    /-----BEGIN|\beyJ[\w-]{10,}\./.test(text) ||
    /:\/\/[^/\s:@]+:[^/\s@]+@/.test(text)
  )
    return true;
  const runs = text.match(/(?<![\w-])[A-Za-z0-9+_]{28,}={0,2}(?![\w-])/g) ?? [];
  return runs.some((run) => /\d/.test(run) && /[A-Za-z]/.test(run) && accountFormOf(run) !== "iban");
}
