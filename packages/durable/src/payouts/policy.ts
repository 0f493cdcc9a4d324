import { type Amount, compareAmounts, type Sums } from "@iyzico-mass-payout/client";
import { invalidOption } from "../errors/invalid-option.js";

/** Who must approve a payout before it is authorised. */
export interface ApprovalPolicy {
  /**
   * How many people must approve. 1 by default; with 0, a payout is authorised as `iyzico.pay` does it without an approval,
   * which is only if nothing about it is unusual.
   */
  approvers?: number | undefined;
  /** Whether the approval of the person who submitted the payout does not count. `false` by default. */
  notTheSubmitter?: boolean | undefined;
  /** How many must approve a payout of more than `amount`, in units of `currency`: lira, not kuruş. */
  above?: readonly { currency: string; amount: Amount; approvers: number }[] | undefined;
  /** For how long an approval counts, in milliseconds. Without end by default. */
  expiresAfterMs?: number | undefined;
}

/** A policy with every field. */
export interface Policy {
  approvers: number;
  notTheSubmitter: boolean;
  above: readonly { currency: string; amount: Amount; approvers: number }[];
  expiresAfterMs: number | null;
}

/** Without a policy, a payout is authorised as `iyzico.pay` does it without an approval. */
export const noPolicy: Policy = { approvers: 0, notTheSubmitter: false, above: [], expiresAfterMs: null };

const policyNames = new Set(["approvers", "notTheSubmitter", "above", "expiresAfterMs"]);

/** Checks a policy, and fills in its defaults. */
export function readPolicy(policy: ApprovalPolicy): Policy {
  if (typeof policy !== "object" || policy === null) throw invalidOption("approvals must be an object.");
  const unknown = Object.keys(policy).find((name) => !policyNames.has(name));
  if (unknown !== undefined) throw invalidOption(`approvals must not have the name "${unknown}".`);
  const { approvers = 1, notTheSubmitter = false, above = [], expiresAfterMs = null } = policy;
  checkApprovers("approvals.approvers", approvers);
  if (typeof notTheSubmitter !== "boolean") throw invalidOption("approvals.notTheSubmitter must be true or false.");
  if (!Array.isArray(above)) throw invalidOption("approvals.above must be an array.");
  if (expiresAfterMs !== null && !(Number.isSafeInteger(expiresAfterMs) && expiresAfterMs > 0)) {
    throw invalidOption("approvals.expiresAfterMs must be a positive integer.");
  }
  return { approvers, notTheSubmitter, above: above.map(readThreshold), expiresAfterMs };
}

function readThreshold(threshold: { currency: string; amount: Amount; approvers: number }, index: number) {
  const { currency, amount, approvers } = Object(threshold) as typeof threshold;
  const name = `approvals.above[${index}]`;
  if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) {
    throw invalidOption(`${name}.currency must be a code of three letters, such as "TRY".`);
  }
  if (typeof amount !== "string" || !/^\d+(\.\d+)?$/.test(amount)) {
    throw invalidOption(`${name}.amount must be a decimal number in a string, such as "100000".`);
  }
  checkApprovers(`${name}.approvers`, approvers);
  return { currency, amount, approvers };
}

function checkApprovers(name: string, approvers: number): void {
  if (Number.isSafeInteger(approvers) && approvers >= 0) return;
  throw invalidOption(`${name} must be an integer of 0 or more.`);
}

/** The policy that asks for what both ask for. */
export function stricterPolicy(one: Policy, other: Policy): Policy {
  const limits = [one.expiresAfterMs, other.expiresAfterMs].filter((limit) => limit !== null);
  return {
    approvers: Math.max(one.approvers, other.approvers),
    notTheSubmitter: one.notTheSubmitter || other.notTheSubmitter,
    above: [...one.above, ...other.above],
    expiresAfterMs: limits.length === 0 ? null : Math.min(...limits),
  };
}

/** How many people must approve a payout of these amounts. */
export function requiredApprovers({ approvers, above }: Policy, amounts: Sums): number {
  const exceeded = above.filter(({ currency, amount }) => compareAmounts(amounts[currency] ?? "0", amount) > 0);
  return Math.max(approvers, ...exceeded.map((threshold) => threshold.approvers));
}

/** Whether two policies ask for the same, whatever the order of their thresholds. */
export function isSamePolicy(one: Policy, other: Policy): boolean {
  return canonicalPolicy(one) === canonicalPolicy(other);
}

function canonicalPolicy({ approvers, notTheSubmitter, above, expiresAfterMs }: Policy): string {
  const thresholds = above.map(({ currency, amount, approvers }) => JSON.stringify([currency, amount, approvers]));
  return JSON.stringify([approvers, notTheSubmitter, thresholds.sort(), expiresAfterMs]);
}
