import type { Amount } from "@iyzico-mass-payout/client";
import type { UsageMessages } from "../messages/usage.js";
import { readAmountText } from "../sheets/amount.js";
import { printable } from "../terminal/printable.js";
import { isDigest, minDigestLength } from "./digest.js";

/** A value of an option is wrong. The message says what it must be, and follows the name of the option. */
export class ArgumentFault extends Error {}

/** The parsers of option values. Each throws an `ArgumentFault`. */
export interface Parsers {
  /** A text of which something can be seen. */
  text(input: string): string;
  /** An amount greater than 0, as a person writes it: "1250.50", "1.250,50", and neither "1.250" nor "1e3". */
  amount(input: string): Amount;
  /** The digest of a review, or its first characters. */
  digest(input: string): string;
  /** One of the choices. */
  oneOf<const Choice extends string>(choices: readonly Choice[]): (input: string) => Choice;
  integer(input: string): number;
  positiveInteger(input: string): number;
  /** A positive number of seconds, such as "0.5", in milliseconds. */
  seconds(input: string): number;
  /** A positive number of days, such as "0.5", in milliseconds. */
  days(input: string): number;
  /** A duration with its unit, such as "36h", "90m" or "7d", in milliseconds. */
  duration(input: string): number;
  /** A moment with its offset, such as "2026-12-01T09:00+03:00", in milliseconds since 1970. */
  moment(input: string): number;
  /** A moment, or a date such as "2026-12-01", which begins at midnight of UTC. */
  date(input: string): number;
  /** How many must approve more than an amount: "TRY:100000:2". */
  threshold(input: string): { currency: string; amount: Amount; approvers: number };
}

/** Creates the parsers, with messages in one language. */
export function createParsers({ mustBe }: UsageMessages): Parsers {
  return {
    text(input) {
      if (printable(input).trim() === "") throw new ArgumentFault(mustBe.notEmpty);
      return input;
    },
    amount(input) {
      const reading = readAmountText(input, undefined);
      if (!("amount" in reading)) {
        throw new ArgumentFault(reading.code === "ambiguous-amount" ? mustBe.unambiguousAmount : mustBe.amount);
      }
      if (!/[1-9]/.test(reading.amount)) throw new ArgumentFault(mustBe.amount);
      return reading.amount;
    },
    digest(input) {
      if (isDigest(input)) return input;
      throw new ArgumentFault(mustBe.digest(minDigestLength));
    },
    oneOf: (choices) => (input) => {
      const choice = choices.find((known) => known === input);
      if (choice === undefined) throw new ArgumentFault(mustBe.oneOf(choices));
      return choice;
    },
    integer(input) {
      const value = /^\d+$/.test(input) ? Number(input) : -1;
      if (value < 0 || !Number.isSafeInteger(value)) throw new ArgumentFault(mustBe.integer);
      return value;
    },
    positiveInteger(input) {
      const value = /^\d+$/.test(input) ? Number(input) : 0;
      if (value === 0 || !Number.isSafeInteger(value)) throw new ArgumentFault(mustBe.positiveInteger);
      return value;
    },
    seconds(input) {
      const milliseconds = /^\d+(\.\d+)?$/.test(input) ? Number(input) * 1_000 : 0;
      // From 2^31 ms on, timers fire at once.
      if (milliseconds === 0 || milliseconds >= 2 ** 31) throw new ArgumentFault(mustBe.seconds);
      return milliseconds;
    },
    days(input) {
      const days = /^\d{1,5}(\.\d+)?$/.test(input) ? Number(input) : 0;
      if (days === 0) throw new ArgumentFault(mustBe.days);
      return days * 86_400_000;
    },
    duration(input) {
      const [, number = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(input) ?? [];
      const milliseconds = Number(number) * (unitMs[unit] ?? 0);
      if (milliseconds === 0) throw new ArgumentFault(mustBe.duration);
      return milliseconds;
    },
    moment(input) {
      const milliseconds = readMoment(input);
      if (milliseconds === undefined) throw new ArgumentFault(mustBe.moment);
      return milliseconds;
    },
    date(input) {
      const milliseconds = readMoment(/^[\d-]+$/.test(input) ? `${input}T00:00Z` : input);
      if (milliseconds === undefined) throw new ArgumentFault(mustBe.date);
      return milliseconds;
    },
    threshold(input) {
      const [, currency = "", text = "", approvers = ""] = /^([A-Z]{3}):([^:]+):(\d{1,3})$/.exec(input) ?? [];
      const reading = readAmountText(text, undefined);
      if (!("amount" in reading)) {
        throw new ArgumentFault(reading.code === "ambiguous-amount" ? mustBe.unambiguousAmount : mustBe.threshold);
      }
      return { currency, amount: reading.amount, approvers: Number(approvers) };
    },
  };
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A date and time with its offset. One without is refused: it would be another moment on a machine in another zone. */
function readMoment(text: string): number | undefined {
  const [, date = ""] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const milliseconds = Date.parse(text);
  // The runtime reads February 30 as March 2.
  const day = Date.parse(`${date}T00:00Z`);
  if (Number.isNaN(milliseconds) || Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date)
    return undefined;
  return milliseconds;
}
