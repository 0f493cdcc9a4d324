import { accountFormOf } from "./account-forms.js";
import { foldLetters } from "./fold-letters.js";
import { type Replacements, redactBody } from "./redact-body.js";
import { type KnownValues, removed, removeSecrets, replacePersonalData, shapeOf, shapeOfPage } from "./scrub-text.js";
import type { StandIns } from "./stand-ins.js";

/** Makes what was sent and answered fit to be shared. An allow list decides what stays; everything else is replaced. */
export interface Redactor {
  /** A body, as text. */
  body(text: string): string;
  /** What follows the host. */
  target(target: string): string;
  headers(headers: readonly (readonly [name: string, value: string])[]): Record<string, string>;
  /** Lets a text of the probe's own through, such as a description. */
  allow(text: string): void;
}

/** Fields whose values are words of the API. */
const wordFields = ["status", "locale", "itemType", "purpose", "recipientType", "currency", "currencyCode"];
const statusFields = ["massPayoutStatus", "itemStatus", "errorCode", "errorGroup"];
const amountFields = [
  "value",
  "amount",
  "totalAmount",
  "totalSuccessfulAmount",
  "totalCommissionAmount",
  "commissionAmount",
  "balance",
];
const numberFields = [...amountFields, "page", "size", "total", "systemTime", "errorCode", "status"];
const dateFields = ["receivedDate", "completedDate", "canceledDate", "systemTime"];
const messageFields = ["errorMessage", "errorMessages", "message"];
const idFields = [
  ...["requestId", "externalId", "externalMassPayoutId", "itemExternalId", "referenceCode", "conversationId"],
  ...["massPayoutRequestId", "merchantId"],
];

/** Headers that say how iyzico's servers answer, and nothing of whom. */
const headerNames = [
  "accept",
  "content-type",
  "content-encoding",
  "retry-after",
  "server",
  "connection",
  "date",
  "via",
  "location",
];

/** The ids that the probe gives to what it sends. */
const ownId = /^probe-[0-9a-f]{8}(-[a-z0-9]+){1,6}(-x+)?$/;

export function createRedactor(known: KnownValues, standIns: StandIns): Redactor {
  const allowed = new Set<string>();
  const isKnown = (value: string) => {
    const folded = foldLetters(value);
    return [...known.accounts, ...known.names].some((personal) => foldLetters(personal) === folded);
  };
  const scrub = (text: string) => replacePersonalData(removeSecrets(text, known), known, standIns);
  const account = (value: string) => {
    if (/[*•]{2}/.test(value)) return scrub(value);
    known.accounts.add(value);
    return standIns.account(value);
  };
  const redactText = (value: string, key: string): string => {
    if (value === "" || allowed.has(value) || ownId.test(value)) return value;
    if (removeSecrets(value, known) !== value) return removed;
    if (key === "recipientInfo") return account(value);
    if (key === "recipientName") {
      known.names.add(value);
      return standIns.personName(value);
    }
    if (isKnown(value)) return scrub(value);
    if (wordFields.includes(key) && /^[A-Za-z_]{1,30}$/.test(value)) return value;
    if (statusFields.includes(key) && /^[A-Z0-9_-]{1,40}$/.test(value) && !/\d{7}/.test(value)) return value;
    if (amountFields.includes(key) && /^-?(0|[1-9]\d{0,19})(\.\d{1,12})?(E-?\d{1,2})?$/i.test(value)) return value;
    if (dateFields.includes(key) && /^\d{4}-\d\d-\d\d([T ][\d:.]+)?(Z|[+-]\d\d:?\d\d)?$/.test(value)) return value;
    if (messageFields.includes(key)) {
      return replacePersonalData(removeSecrets(value, known), known, standIns, { isMessage: true });
    }
    if (idFields.includes(key)) return isPlaceholder(value) ? value : standIns.id(value);
    if (value.includes("@")) return scrub(value) === value ? shapeOf(value) : shapeOutsideEmail(scrub(value));
    return accountFormOf(value) === "text" ? shapeOf(value) : account(value);
  };
  const replace: Replacements = {
    text: redactText,
    number(digits, key) {
      if (dateFields.includes(key) && isMoment(digits)) return digits;
      if (numberFields.includes(key) || !/\d{6}/.test(digits)) return isKnown(digits) ? standIns.id(digits) : digits;
      return standIns.id(digits);
    },
    key: (name) =>
      /^[A-Za-z][\w.-]{0,40}$/.test(name) && !/\d{5}/.test(name) && !isKnown(name) ? name : shapeOf(name),
    other: shapeOfPage,
  };
  return {
    body: (text) => redactBody(text, replace),
    target(target) {
      const [path = "", query] = target.split("?");
      const segments = path.split("/").map((segment) => {
        if (/^[a-z]{0,10}$|^v\d$/.test(segment)) return segment;
        return redactText(segment, "requestId");
      });
      const isPlain = query === undefined || /^locale=(tr|en)$/.test(query);
      return `${segments.join("/")}${query === undefined ? "" : `?${isPlain ? query : shapeOf(query)}`}`;
    },
    headers(headers) {
      const kept = headers.filter(([name]) => headerNames.includes(name) || /^(x-)?rate-?limit/.test(name));
      const signed = headers.filter(([name]) => ["authorization", "x-iyzi-rnd"].includes(name));
      return Object.fromEntries([
        ...kept.map(([name, value]) => [name, /^date$/.test(name) ? value : scrub(value)]),
        // Whether the header was sent is part of an experiment; what it said is not.
        ...signed.map(([name]) => [name, removed]),
      ]);
    },
    allow: (text) => void allowed.add(text),
  };
}

/** Milliseconds since 1970, of some years around now. */
function isMoment(digits: string): boolean {
  return /^1[5-9]\d{11}$/.test(digits);
}

/** What stands where there is no id yet, such as "N/A". */
function isPlaceholder(value: string): boolean {
  return /^\D{1,4}$/.test(value);
}

function shapeOutsideEmail(text: string): string {
  return text.replace(/recipient-\d+@example\.com|[^\s]+|\s+/g, (part) =>
    part.startsWith("recipient-") ? part : shapeOf(part),
  );
}
