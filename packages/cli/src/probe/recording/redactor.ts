import { accountFormOf } from "./account-forms.js";
import { foldLetters } from "./fold-letters.js";
import { type Place, type Replacements, redactBody } from "./redact-body.js";
import { type KnownValues, ownId, removed, removeSecrets, replacePersonalData } from "./scrub-text.js";
import { shapeOf, shapeOfPage } from "./shape-of.js";
import { isStandInName, type StandIns } from "./stand-ins.js";
import { isVendorName, unknownField } from "./vocabulary.js";

/** Makes what was sent and answered fit to be shared. An allow list decides what stays; everything else is replaced. */
export interface Redactor {
  /** A body, as text. */
  body(text: string): string;
  /** What follows the host. */
  target(target: string): string;
  headers(headers: readonly (readonly [name: string, value: string])[]): Record<string, string>;
  /** An amount, or what stands in the place of one. */
  amount(digits: string): string;
  /** Lets a text of the probe's own through, such as a description. */
  allow(text: string): void;
}

/** A token of a body, and what replaces it. */
type OnToken = (value: string, replaced: string, key: string, place: Place) => void;

/** Fields whose values are words of the API. */
const wordFields = [
  ...["status", "locale", "itemType", "purpose", "recipientType", "currency", "currencyCode"],
  ...["massPayoutStatus", "itemStatus", "errorCode", "errorGroup"],
];
const amountFields = [
  "value",
  "amount",
  "totalAmount",
  "totalSuccessfulAmount",
  "totalCommissionAmount",
  "commissionAmount",
  "balance",
];
const countFields = ["page", "size", "total", "errorCode", "status"];
const dateFields = ["receivedDate", "completedDate", "canceledDate", "systemTime"];
const messageFields = ["errorMessage", "errorMessages", "message"];
const idFields = [
  ...["requestId", "externalId", "externalMassPayoutId", "itemExternalId", "referenceCode", "conversationId"],
  ...["massPayoutRequestId", "merchantId"],
];

/** What stands where there is no id yet. */
const placeholders = ["N/A", "-", "--", "null", "none"];

/** Headers that say how iyzico's servers answer, and the forms of their values that say nothing of whom. */
const headerForms: Readonly<Record<string, RegExp>> = {
  accept: /^application\/json$/,
  "content-type": /^[a-z]+\/(json|html|plain|xml|problem\+json)(; ?charset="?[a-z0-9-]{1,12}"?)?$/i,
  "content-encoding": /^(gzip|br|deflate|identity|zstd)$/,
  connection: /^(close|keep-alive)$/i,
  date: /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  "retry-after": /^\d{1,6}$|^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  server:
    /^(nginx|apache|cloudflare|envoy|istio-envoy|kestrel|akamaighost|openresty|awselb|microsoft-iis|jetty)(\/[\d.]{1,12})?$/i,
};
const otherHeaders = ["location", "via"];
const rateLimitHeader = /^(x-)?rate-?limit(-(limit|remaining|reset|policy))?$/;

/** The segments of the paths that the probe sends. */
const pathWords = /^(v1|mass|payout|retrieve|items|init|auth|cancel|balance|)$/;

/**
 * @param onToken is told of every token of a body.
 */
export function createRedactor(known: KnownValues, standIns: StandIns, onToken: OnToken = () => {}): Redactor {
  const allowed = new Set<string>();
  const isKnown = (value: string) => {
    const folded = foldLetters(value);
    return [...known.accounts, ...known.names].some((personal) => foldLetters(personal) === folded);
  };
  const scrub = (text: string) => replacePersonalData(removeSecrets(text, known), known, standIns);
  const account = (value: string) => {
    if (/[*•]{2}/.test(value)) return scrub(value);
    // A short one would be found within others.
    const minLength = accountFormOf(value) === "digits" ? 10 : 7;
    if (foldLetters(value).length >= minLength) known.accounts.add(value);
    return standIns.account(value);
  };
  const redactText = (value: string, key: string): string => {
    if (value === "" || value === removed || allowed.has(value) || ownId.test(value)) return value;
    if (removeSecrets(value, known) !== value) return removed;
    if (key === "recipientInfo") return account(value);
    if (key === "recipientName") {
      known.names.add(value);
      return standIns.personName(value);
    }
    if (isKnown(value)) return scrub(value);
    if (isStandInName(value)) return value;
    if (wordFields.includes(key) && isWord(value)) return value;
    if (key === "locale" && /^(tr|en)$/i.test(value)) return value;
    if (amountFields.includes(key) && isAmount(value)) return value;
    if (dateFields.includes(key) && /^\d{4}-\d\d-\d\d([T ][\d:.]+)?(Z|[+-]\d\d:?\d\d)?$/.test(value)) return value;
    if (messageFields.includes(key)) return scrub(value);
    if (idFields.includes(key)) return redactId(value);
    if (value.includes("@")) return shapeOutsideEmail(scrub(value));
    return accountFormOf(value) === "text" ? shapeOf(value) : account(value);
  };
  const redactId = (value: string) => {
    if (placeholders.includes(value)) return value;
    return ["iban", "identity-number", "phone"].includes(accountFormOf(value)) ? account(value) : standIns.id(value);
  };
  const redactNumber = (digits: string, key: string): string => {
    if (isKnown(digits)) return standIns.number(digits);
    if (dateFields.includes(key) && isMoment(digits)) return digits;
    if (amountFields.includes(key) && isAmount(digits)) return digits;
    if (idFields.includes(key) && /^\d+$/.test(digits)) return standIns.id(digits);
    // A field that no document has may have a phone in parts, or the end of an account.
    const maxDigits = countFields.includes(key) ? 5 : amountFields.includes(key) ? 0 : 2;
    return significant(digits).length <= maxDigits ? digits : standIns.number(digits);
  };
  const fieldName = (name: string) => (isVendorName(name) || unknownField.test(name) ? name : standIns.fieldName(name));
  const tell = (value: string, replaced: string, key: string, place: Place) => {
    onToken(value, replaced, key, place);
    return replaced;
  };
  const replace: Replacements = {
    text: (value, key, place) => tell(value, redactText(value, key), key, place),
    number: (digits, key, place) => tell(digits, redactNumber(digits, key), key, place),
    key: (name, place) => tell(name, fieldName(name), "", place),
    other: (text, place) => tell(text, shapeOfPage(text), "", place),
  };
  return {
    body: (text) => redactBody(text, replace),
    target(target) {
      const [path = "", query] = target.split("?");
      const segments = path
        .split("/")
        .map((segment) =>
          pathWords.test(segment) ? segment : encodeURIComponent(redactText(decoded(segment), "requestId")),
        );
      const isPlain = query === undefined || /^locale=(tr|en)$/.test(query);
      return `${segments.join("/")}${query === undefined ? "" : `?${isPlain ? query : shapeOf(query)}`}`;
    },
    headers: (headers) =>
      Object.fromEntries(
        headers.flatMap(([name, value]) => {
          // Whether the header was sent is part of an experiment; what it said is not.
          if (["authorization", "x-iyzi-rnd"].includes(name)) return [[name, removed]];
          const form = rateLimitHeader.test(name) ? /^[\d;,= w]{1,40}$/ : headerForms[name];
          if (form === undefined && !otherHeaders.includes(name)) return [];
          return [[name, form?.test(value) ? value : shapeOf(value)]];
        }),
      ),
    amount: (digits) => redactNumber(digits, "amount"),
    allow: (text) => void allowed.add(text),
  };
}

/** Words of the API, or a code of digits. */
function isWord(value: string): boolean {
  return /^\d{1,6}$/.test(value) || isVendorName(value);
}

/** An amount, and not an account that stands in its place. */
function isAmount(text: string): boolean {
  // A card number has more digits than any sum that is paid out.
  if (!/^-?\d{1,12}(\.\d{1,12})?(E[+-]?\d{1,2})?$/i.test(text)) return false;
  return accountFormOf(text.replace(/^-|[.eE].*$/g, "")) === "digits";
}

/** The digits of a number, without zeros that say nothing. */
function significant(digits: string): string {
  const [plain = ""] = digits.split(/e/i);
  const trimmed = plain.includes(".") ? plain.replace(/0+$/, "") : plain;
  return trimmed.replace(/\D/g, "");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Milliseconds since 1970, of some years around now. */
function isMoment(digits: string): boolean {
  return /^1[5-9]\d{11}$/.test(digits);
}

function shapeOutsideEmail(text: string): string {
  return text.replace(/recipient-\d+@example\.com|[^\s]+|\s+/g, (part) =>
    part.startsWith("recipient-") ? part : shapeOf(part),
  );
}
