import {
  type Amount,
  compareAmounts,
  describeItemStatus,
  describePayoutStatus,
  fromMinorUnits,
  sumAmounts,
} from "@iyzico-mass-payout/client";
import {
  type Answer,
  describeFailure,
  describeFailures,
  isUnclear,
  itemsOf,
  listAt,
  payoutStatusOf,
  textAt,
  wordOf,
} from "../answer.js";
import { type Lab, SeriesStopped } from "../lab.js";
import { amountAt, balanceIn, type MadePayout } from "../payout.js";
import { isVendorName } from "../recording/vocabulary.js";
import type { Series } from "../series.js";
import { badIbanOf } from "./rejected-items.js";

/** How long an authorised payout is watched, in milliseconds. */
const maxWatchMs = 10 * 60_000;

/** One payout from init to its end, with the balance between. */
export const watchAuth: Series = {
  id: "watch-auth",
  experiments: ["auth-fields", "status-after-auth", "balance-after-auth", "balance-in-flight", "item-after-auth"],
  where: "anywhere",
  units: 1,
  async run(lab) {
    const before = await lab.balance();
    const payout = await initAccepted(lab);
    const created = await lab.balance();
    const [auth] = (await lab.auth(payout)) as [Answer];
    if (!auth.isSuccess) {
      for (const experiment of watchAuth.experiments)
        lab.leaveOpen(experiment, "auth-failed", [auth], describeFailure(auth));
      return;
    }
    const known = ["status", "systemTime", "locale", "conversationId"];
    const more = Object.keys(auth.body ?? {}).filter((field) => !known.includes(field));
    const named = more.map((field) => (isVendorName(field) ? field : "?")).join(", ");
    lab.find("auth-fields", more.length === 0 ? "status-only" : "more-fields", [auth], named || undefined);
    const watched = await watch(lab, payout);
    findStatuses(lab, auth, watched);
    findBalances(lab, [before, created, auth], watched, payout);
  },
};

interface Watched {
  afterMs: number;
  payout: Answer;
  balance: Answer;
}

/**
 * Reads a payout and the balance until all items are at their end, or for long.
 *
 * @param isKnown whether what is asked is known by then: otherwise it is watched for as long as one that has not ended.
 */
async function watch(
  lab: Lab,
  { requestId }: MadePayout,
  isKnown: (last: Watched) => boolean = () => true,
): Promise<Watched[]> {
  const begin = lab.clock.now();
  const watched: Watched[] = [];
  let afterEnd = 0;
  for (let pauseMs = 1_000; ; pauseMs = Math.min(60_000, pauseMs * 2)) {
    const payout = await lab.retrieve({ requestId });
    const balance = await lab.balance();
    const afterMs = lab.clock.now() - begin;
    const polled = { afterMs, payout, balance };
    watched.push(polled);
    if (isOver(payout) && isKnown(polled)) {
      afterEnd += 1;
      // The payout's status, and what a second auth moves, may come after the items.
      if (describePayoutStatus(payoutStatusOf(payout) ?? "").isFinal && afterEnd > 1) return watched;
      if (afterEnd > maxPollsAfterEnd) return watched;
    }
    if (afterMs > maxWatchMs || payoutStatusOf(payout) === "INSUFFICIENT_BALANCE") return watched;
    await lab.sleep(pauseMs);
  }
}

const maxPollsAfterEnd = 3;

/** Whether every item that is shown is at its end. */
function isOver(payout: Answer): boolean {
  const statuses = itemsOf(payout).map((item) => textAt(item, "itemStatus") ?? "?");
  return statuses.length > 0 && statuses.every((status) => describeItemStatus(status).isFinal);
}

function findStatuses(lab: Lab, auth: Answer, watched: readonly Watched[]): void {
  const seen = watched.map(({ afterMs, payout }) => ({
    seconds: Math.round(afterMs / 1_000),
    status: statusIn(payout),
    item: itemStatusIn(payout),
  }));
  const changes = seen.filter(({ status, item }, at) => status !== seen[at - 1]?.status || item !== seen[at - 1]?.item);
  const detail = changes.map(({ seconds, status, item }) => `${seconds} s ${status}/${item}`).join(" · ");
  const evidence = [auth, ...watched.map(({ payout }) => payout)];
  const isBefore = (status: string | undefined) => status === "INIT" || status === "INSUFFICIENT_BALANCE";
  const [first] = seen;
  if (first?.status === "?") lab.leaveOpen("status-after-auth", "unclear", evidence, detail);
  else if (seen.at(-1)?.status === "INIT") lab.leaveOpen("status-after-auth", "still-init", evidence, detail);
  else lab.find("status-after-auth", isBefore(first?.status) ? "init-for-a-while" : "at-once", evidence, detail);
  const waiting = seen.some(({ status, item }) => !isBefore(status) && status !== "?" && item === "INIT");
  if (waiting) lab.find("item-after-auth", "init-in-authorised", evidence, detail);
  else lab.leaveOpen("item-after-auth", "not-seen", evidence, detail);
}

function findBalances(
  lab: Lab,
  [before, created, auth]: readonly [Answer, Answer, Answer],
  watched: readonly Watched[],
  { items }: MadePayout,
): void {
  const first = balanceIn(before);
  const afterInit = balanceIn(created);
  const balances = watched.flatMap(({ balance, afterMs, payout }) => {
    const amount = balanceIn(balance);
    return amount === undefined ? [] : [{ amount, afterMs, status: statusIn(payout), item: itemStatusIn(payout) }];
  });
  const evidence = [before, created, auth, ...watched.map(({ balance }) => balance)];
  const leaveOpen = (reason: "unreadable" | "never-less", detail?: string) => {
    lab.leaveOpen("balance-after-auth", reason, evidence, detail);
    lab.leaveOpen("balance-in-flight", reason, evidence, detail);
  };
  if (first === undefined || afterInit === undefined || balances.length === 0) {
    leaveOpen("unreadable");
    return;
  }
  const drops = [{ amount: afterInit, afterMs: 0, status: "INIT", item: "INIT" }, ...balances];
  const at = drops.findIndex(({ amount }) => compareAmounts(amount, first) < 0);
  const found = drops[at];
  if (found === undefined) {
    leaveOpen("never-less", first);
    return;
  }
  const detail = `${first} → ${found.amount} · ${Math.round(found.afterMs / 1_000)} s ${found.status}`;
  const ordered = sumAmounts(items.map(({ amount }) => amount));
  const commissions = watched.flatMap(({ payout }) => itemsOf(payout).map((item) => commissionIn(item)));
  const isLess = (by: Amount) => compareAmounts(sumAmounts([found.amount, by]), first) === 0;
  const lacksAmount = isLess(ordered);
  const lacksMore = commissions.some((commission) => isLess(sumAmounts([ordered, commission])));
  // Another change may be another payout of the merchant, or a balance in another unit.
  if (!lacksAmount && !lacksMore) {
    leaveOpen("unreadable", detail);
    return;
  }
  lab.find("balance-after-auth", at === 0 ? "at-init" : at === 1 ? "at-auth" : "later", evidence, detail);
  const isPaid = describeItemStatus(found.item).isFinal;
  const isInFlight = ({ status, item }: (typeof drops)[number]) =>
    !["INIT", "INSUFFICIENT_BALANCE", "?"].includes(status) && !describeItemStatus(item).isFinal;
  // A balance that was whole while the payout was in flight, or lacked something before it was paid.
  if (isPaid && !drops.slice(1, at).some(isInFlight)) {
    lab.leaveOpen("balance-in-flight", "not-seen", evidence, detail);
    return;
  }
  lab.find(
    "balance-in-flight",
    isPaid ? "only-when-paid" : lacksAmount ? "lacks-amount" : "lacks-more",
    evidence,
    detail,
  );
}

/** The commission of an item; "0" if none can be read. */
function commissionIn(item: unknown): Amount {
  return amountAt(item, "commissionAmount") ?? "0";
}

/** The payout's status in an answer; "?" if there is none. */
function statusIn(answer: Answer): string {
  return wordOf(payoutStatusOf(answer));
}

/** The first item's. */
function itemStatusIn(answer: Answer): string {
  return wordOf(textAt(itemsOf(answer)[0], "itemStatus"));
}

async function initAccepted(lab: Lab): Promise<MadePayout> {
  const payout = await lab.init([{ amount: lab.unit }]);
  if (payout.requestId === undefined) throw new SeriesStopped("no-payout");
  if (listAt(payout.answer.body, "invalidItems").length > 0) throw new SeriesStopped("item-rejected");
  return payout;
}

/** A good item and a rejected one, paid: which status the payout ends with. */
export const rejectedInCompleted: Series = {
  id: "rejected-in-completed",
  experiments: ["rejected-in-completed"],
  where: "own-iban",
  units: 2,
  async run(lab) {
    const payout = await lab.init([{ amount: lab.unit }, { amount: lab.unit, ...badIbanOf(lab) }]);
    const invalid = listAt(payout.answer.body, "invalidItems");
    if (payout.requestId === undefined) throw new SeriesStopped("no-payout");
    // An account that does not exist was accepted: it is not tried out whether it is paid.
    if (invalid.length !== 1) throw new SeriesStopped("nothing-rejected");
    const [auth] = (await lab.auth(payout)) as [Answer];
    if (!auth.isSuccess) return lab.leaveOpen("rejected-in-completed", "auth-failed", [auth], describeFailure(auth));
    const watched = await watch(lab, payout);
    const last = watched.at(-1)?.payout as Answer;
    const paid = itemsOf(last).filter((item) => textAt(item, "itemStatus") === "SUCCESS").length;
    const status = statusIn(last);
    if (isUnclear(last)) return lab.leaveOpen("rejected-in-completed", "unclear", [auth, last], describeFailure(last));
    if (!isOver(last)) return lab.leaveOpen("rejected-in-completed", "not-over", [auth, last], status);
    if (paid === 0) return lab.leaveOpen("rejected-in-completed", "not-paid", [auth, last], status);
    return lab.find("rejected-in-completed", status === "COMPLETED" ? "completed" : "otherwise", [auth, last], status);
  },
};

/** A payout without valid items, authorised. */
export const authWithoutItems: Series = {
  id: "auth-without-items",
  experiments: ["auth-without-items"],
  where: "own-iban",
  units: 1,
  async run(lab) {
    const payout = await lab.init([{ amount: lab.unit, ...badIbanOf(lab) }]);
    if (payout.requestId === undefined) throw new SeriesStopped("no-payout");
    if (listAt(payout.answer.body, "invalidItems").length !== 1) throw new SeriesStopped("nothing-rejected");
    const [auth] = (await lab.auth(payout)) as [Answer];
    const shown = await lab.retrieve({ requestId: payout.requestId });
    const detail = [auth.isSuccess ? undefined : describeFailure(auth), statusIn(shown)].filter(Boolean).join(" · ");
    if (isUnclear(auth)) lab.leaveOpen("auth-without-items", "unclear", [auth, shown], detail);
    else lab.find("auth-without-items", auth.isSuccess ? "accepted" : "rejected", [auth, shown], detail);
  },
};

/** A cancel right after an auth. */
export const cancelAfterAuth: Series = {
  id: "cancel-after-auth",
  experiments: ["cancel-after-auth"],
  where: "anywhere",
  units: 1,
  async run(lab) {
    const payout = await initAccepted(lab);
    const [auth] = (await lab.auth(payout)) as [Answer];
    const cancelled = await lab.cancel(payout.requestId as string);
    const watched = await watch(lab, payout);
    const last = watched.at(-1)?.payout as Answer;
    const item = itemStatusIn(last);
    const detail = [cancelled.isSuccess ? undefined : describeFailure(cancelled), `${statusIn(last)}/${item}`];
    const evidence = [auth, cancelled, last];
    if (!auth.isSuccess) return lab.leaveOpen("cancel-after-auth", "auth-failed", evidence, describeFailure(auth));
    const said = detail.filter(Boolean).join(" · ");
    if (isUnclear(cancelled)) return lab.leaveOpen("cancel-after-auth", "unclear", evidence, said);
    if (!cancelled.isSuccess) return lab.find("cancel-after-auth", "rejected", evidence, said);
    if (!isOver(last)) return lab.leaveOpen("cancel-after-auth", "not-over", evidence, said);
    const isStopped = item === "MASS_PAYOUT_CANCELED";
    return lab.find("cancel-after-auth", isStopped ? "stops-it" : "success-without-effect", evidence, said);
  },
};

/** Two auths of one payout, and one signed auth that arrives twice. The second may pay again. */
function repeatsAuth(id: "repeated-auth" | "rejected-auth", sameSignature: boolean): Series {
  return {
    id,
    experiments: [id],
    where: "sandbox",
    units: 2,
    async run(lab) {
      const before = await lab.balance();
      const payout = await initAccepted(lab);
      const [first, second] = (await lab.auth(payout, { times: 2, sameSignature })) as [Answer, Answer];
      const timesPaid = (balance: Answer, shown: readonly Answer[]) =>
        timesPaidIn(fallBetween(before, balance), lab.unit, shown.flatMap(itemsOf).map(commissionIn));
      // The second one may be paid late, also after the payout has ended.
      const isKnown = ({ balance, payout: shown }: Watched) => timesPaid(balance, [shown]) === 2;
      const watched = await watch(lab, payout, isKnown);
      const last = watched.at(-1) as Watched;
      const times = timesPaid(
        last.balance,
        watched.map(({ payout: shown }) => shown),
      );
      const evidence = [before, first, second, last.payout, last.balance];
      if (!first.isSuccess) return lab.leaveOpen(id, "auth-failed", evidence, describeFailure(first));
      const paid = `${times ?? "?"} × ${lab.unit} in ${Math.round(last.afterMs / 1_000)} s`;
      const detail = [second.isSuccess ? "success" : describeFailure(second), paid].join(" · ");
      if (times === undefined) return lab.leaveOpen(id, "unreadable", evidence, detail);
      if (times === 2) return lab.find(id, "paid-again", evidence, detail);
      if (times === 0) return lab.leaveOpen(id, "never-less", evidence, detail);
      if (!isOver(last.payout)) return lab.leaveOpen(id, "not-over", evidence, detail);
      if (isUnclear(second)) return lab.leaveOpen(id, "unclear", evidence, detail);
      // Whether one that was rejected is executed is not seen from one that was accepted.
      if (sameSignature && second.isSuccess) return lab.leaveOpen(id, "nothing-rejected", evidence, detail);
      return lab.find(id, second.isSuccess ? "paid-once" : "rejected", evidence, detail);
    },
  };
}

export const repeatedAuth: Series = repeatsAuth("repeated-auth", false);
export const rejectedAuth: Series = repeatsAuth("rejected-auth", true);

/** By how much the balance fell, as an integer of its twelfth decimal; `undefined` if it cannot be read. */
function fallBetween(before: Answer, after: Answer): bigint | undefined {
  const [first, last] = [balanceIn(before), balanceIn(after)];
  return first === undefined || last === undefined ? undefined : scaled(first) - scaled(last);
}

/**
 * How often an amount was paid if the balance fell by so much, whether or not each payment took a commission; `undefined` if it
 * is none of that, such as the payouts of another program, or if it may be once and may be twice.
 */
function timesPaidIn(fall: bigint | undefined, amount: Amount, commissions: readonly Amount[]): 0 | 1 | 2 | undefined {
  if (fall === undefined || fall === 0n) return fall === undefined ? undefined : 0;
  const once = ["0", ...commissions].map((commission) => scaled(sumAmounts([amount, commission])));
  const isOnce = once.includes(fall);
  const isTwice = once.some((one) => once.includes(fall - one));
  return isOnce === isTwice ? undefined : isOnce ? 1 : 2;
}

/** An amount as an integer of its twelfth decimal. */
function scaled(amount: Amount): bigint {
  return BigInt(sumAmounts([amount, "0.000000000000"]).replace(".", ""));
}

/** An auth that the balance does not cover, if the budget covers it. */
export const aboveBalance: Series = {
  id: "above-balance",
  experiments: ["auth-above-balance", "insufficient-balance"],
  where: "sandbox",
  units: 0,
  isAboveBalance: true,
  async run(lab) {
    const balance = await lab.balance();
    const covered = balanceIn(balance);
    if (covered === undefined) throw new SeriesStopped("unreadable");
    // Rounded down to kuruş, and one more.
    const amount = fromMinorUnits(scaled(covered) / scaled("0.01") + 1n, "TRY");
    if (!lab.budget.covers(lab.budget.costOf([amount], []))) throw new SeriesStopped("over-spend");
    const payout = await lab.init([{ amount }]);
    if (payout.requestId === undefined) throw new SeriesStopped("no-payout");
    const [auth] = (await lab.auth(payout)) as [Answer];
    if (isUnclear(auth)) {
      lab.leaveOpen("auth-above-balance", "unclear", [balance, auth], describeFailures(auth));
      return lab.leaveOpen("insufficient-balance", "unclear", [auth], describeFailures(auth));
    }
    if (!auth.isSuccess) {
      lab.find("auth-above-balance", "rejected", [balance, auth], describeFailure(auth));
      return lab.leaveOpen("insufficient-balance", "auth-failed", [auth]);
    }
    const watched = await watch(lab, payout);
    const last = watched.at(-1)?.payout as Answer;
    const statuses = `${statusIn(last)}/${itemStatusIn(last)}`;
    const evidence = [balance, auth, last];
    if (isUnclear(last)) throw new SeriesStopped("unclear");
    const isShort = payoutStatusOf(last) === "INSUFFICIENT_BALANCE";
    lab.find("auth-above-balance", isShort ? "success-then-insufficient" : "success-then-other", evidence, statuses);
    if (isShort) return lab.find("insufficient-balance", "items-say", evidence, statuses);
    return lab.leaveOpen("insufficient-balance", "not-seen", evidence, statuses);
  },
};
