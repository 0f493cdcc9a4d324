import { compareAmounts, sumAmounts } from "@iyzico-mass-payout/client";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { PeopleLine } from "../support/people-process.ts";
import type { BookedRow, Books } from "./books.ts";
import type { SentRequest } from "./fleet.ts";
import { countApprovers } from "./people.ts";
import { keyOfItem } from "./plans.ts";

/** Something that must never be, and the payout of which it is true. */
export class Violation extends Error {
  override readonly name = "Violation";
  readonly key: string | undefined;
  constructor(message: string, key?: string) {
    super(key === undefined ? message : `${key}: ${message}`);
    this.key = key;
  }
}

/** The key of the payout that a payout at the vendor belongs to. */
export function keysByRequestId({ payouts }: Simulator): Map<string, string> {
  return new Map(payouts.map(({ requestId, items }) => [requestId, keyOfItem(items[0]?.itemExternalId ?? "")]));
}

/** Of one payment the vendor has one payout, or several if an init was repeated by the rules: all with the same items. */
function paymentsByRequestId({ payouts }: Simulator): Map<string, string> {
  return new Map(payouts.map(({ requestId, items }) => [requestId, items[0]?.itemExternalId ?? ""]));
}

/** What must be true at every moment: no recipient is paid twice, and no auth is sent twice or too early. */
export function checkWire(
  vendor: Simulator,
  { sent, lines, approvers }: { sent: readonly SentRequest[]; lines: readonly PeopleLine[]; approvers: number },
): void {
  const paid = new Map<string, number>();
  for (const { itemExternalId, timesPaid } of vendor.payouts.flatMap(({ items }) => items)) {
    const times = (paid.get(itemExternalId) ?? 0) + timesPaid;
    paid.set(itemExternalId, times);
    if (times > 1) throw new Violation(`${itemExternalId} was paid ${times} times`, keyOfItem(itemExternalId));
  }
  const payments = paymentsByRequestId(vendor);
  const auths = new Map<string, number>();
  // Those that the network lost are not in the vendor's history, and count too.
  for (const { requestId, at } of sent.filter(({ operation }) => operation === "auth")) {
    const payment = payments.get(requestId) ?? "";
    if (payment === "") throw new Violation(`auth was sent for ${requestId}, which is not a payout`);
    const key = keyOfItem(payment);
    auths.set(payment, (auths.get(payment) ?? 0) + 1);
    const again = lines.filter((line) => line.key === key && line.isAgain === true && line.state !== "refused");
    const digests = new Set(again.filter((line) => line.at <= at).map(({ digest }) => digest));
    if ((auths.get(payment) ?? 0) > 1 + digests.size) throw new Violation("auth was sent twice, without a digest", key);
    const count = countApprovers(lines, key, at + 1);
    if (count < approvers) throw new Violation(`auth was sent after the approval of ${count} people`, key);
  }
  for (const { action, state, key, person } of lines) {
    if (action === "approve" && state === "done" && person === "clerk") {
      throw new Violation("the submitter approved it", key);
    }
  }
}

/** A process may end because the database is away when it starts; a lost connection must not end it later. */
export function checkCrashes(errors: readonly string[]): void {
  const crash = errors.find((text) => /Unhandled 'error' event|Uncaught|unhandled/.test(text));
  if (crash !== undefined) throw new Violation(`a process has crashed:\n${crash}`);
}

/** Never more requests in any 60 s than the shared rate limit allows. Returns the most there were. */
export function checkRate({ history }: Simulator, perMinute: number): number {
  const times = history
    .flatMap(({ at, sentAt }) => (sentAt === undefined ? [at] : []))
    .sort((one, other) => one - other);
  let first = 0;
  let max = 0;
  for (const [index, at] of times.entries()) {
    while (at - (times[first] as number) >= 60_000) first += 1;
    max = Math.max(max, index - first + 1);
  }
  if (max > perMinute) throw new Violation(`${max} requests were sent in a minute, and not ${perMinute}`);
  return max;
}

/** What must be true at the end: nothing is forgotten, and the books are the vendor's truth. */
export function checkBooks(vendor: Simulator, { payouts, booked, ledger, positions }: Books, count: number): void {
  if (payouts.length !== count)
    throw new Violation(`${count} payouts were submitted, and ${payouts.length} are stored`);
  for (const [index, position] of positions.entries()) {
    if (position !== index + 1) throw new Violation(`position ${index + 1} of the ledger is ${position}`);
  }
  if (new Set(booked.map(({ key }) => key)).size !== booked.length) throw new Violation("an entry was booked twice");
  const sorted = (rows: BookedRow[]) => rows.map(({ key, amount }) => `${key} ${amount}`).sort();
  const [own, ours] = [sorted(booked), sorted(ledger)];
  const missing = ours.filter((row) => !own.includes(row));
  if (missing.length > 0 || own.length !== ours.length) {
    throw new Violation(`the caller's books have ${own.length} rows, and the ledger ${ours.length}: ${missing[0]}`);
  }
  for (const { key, outcome, reason } of payouts) {
    const isNamed = outcome === "settled" || (outcome === "action-required" && reason !== null);
    if (!isNamed) throw new Violation(`it ends as ${outcome}, and names no action`, key);
    checkSums(vendor, ledger, key, outcome === "settled");
  }
}

/** The sums of each item are the vendor's; of a payout that is not settled, entries may be missing that are not final yet. */
function checkSums(vendor: Simulator, ledger: readonly BookedRow[], key: string, isSettled: boolean): void {
  const items = vendor.payouts
    .flatMap((payout) => payout.items)
    .filter((item) => keyOfItem(item.itemExternalId) === key);
  const rows = ledger.filter((row) => keyOfItem(row.item) === key);
  for (const id of new Set([...items.map((item) => item.itemExternalId), ...rows.map((row) => row.item)])) {
    const truth = items.filter((item) => item.itemExternalId === id);
    const expected = {
      paid: truth.map(({ received }) => received),
      commission: truth.map(({ commissionPaid }) => commissionPaid),
      refund: truth.map(({ refunded }) => refunded),
      receivable: truth.map(({ held }) => held),
    };
    for (const [kind, amounts] of Object.entries(expected)) {
      const sum = sumAmounts(rows.filter((row) => row.item === id && row.kind === kind).map(({ amount }) => amount));
      const isOpen = !isSettled && compareAmounts(sum, "0") === 0;
      if (!isOpen && compareAmounts(sum, sumAmounts(amounts)) !== 0) {
        throw new Violation(`${id}: ${kind} is ${sumAmounts(amounts)} and not ${sum}`, key);
      }
    }
  }
}
