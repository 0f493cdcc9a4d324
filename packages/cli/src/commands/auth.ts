import {
  compareAmounts,
  createMassPayoutClient,
  type MassPayoutClient,
  type PayoutSnapshot,
  type Review,
  type Sums,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { decideApproval, digestOf } from "@iyzico-mass-payout/client/payment";
import { byHandMessages, payMessages, payoutsMessages, reviewMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { formatTime } from "../terminal/time.js";
import { formatManualReview } from "../views/manual-review.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { announceDestination, confirmAtProduction } from "./confirm.js";
import { nameDestination } from "./destination.js";
import { matchesDigest, minDigestLength } from "./digest.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { type ManualWrite, openManualRecord } from "./manual-record.js";
import { reportInDoubt, sendRecorded } from "./manual-write.js";
import { readPayoutOwners } from "./payment-of-payout.js";
import { reportError } from "./report-error.js";
import { UsageError } from "./usage-error.js";
import { dateOf } from "./wall-time.js";

/** What `mass-payout auth` takes. Times are in milliseconds. */
export interface AuthFlags extends ConnectionFlags {
  store: string;
  /** The digest that is approved, or at least its first 12 characters. */
  approve?: string;
  by?: string;
  note?: string;
  pageSize?: number;
  /** 10 minutes by default. */
  notFoundGrace?: number;
  yes: boolean;
  json: boolean;
}

/** What `mass-payout auth` was called with. */
export interface AuthArguments extends AuthFlags {
  requestId: string;
}

/** A review whose digest covers each item: no plan says what the items are. */
interface ManualReview extends Review {
  items: readonly string[];
}

/**
 * `mass-payout auth`: shows the review of a payout, and authorises it once its digest is approved. It is recorded in the
 * store before it is sent. A second one is reviewed only after the grace period, and its digest is another one.
 */
export async function runAuth(args: AuthArguments, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale, stopSignal, clock } = context;
  const { requestId, approve, by, note, pageSize, notFoundGrace = 600_000, yes, json } = args;
  const areas = [byHandMessages, payMessages, payoutsMessages, reviewMessages];
  await Promise.all(areas.map((messages) => messages.load(locale)));
  const all = byHandMessages.in(locale);
  const text = all.auth;
  const store = createFileStore(args.store);
  const connection = connectionOf(args, context);
  const signal = stopSignal();
  const iyzico = createMassPayoutClient({ ...connection, locale, clock });
  const refusePayment = async (externalId?: string) => {
    const owners = await readPayoutOwners(store);
    const payment = owners.find({ requestId, ...(externalId !== undefined && { externalId }) });
    if (payment !== undefined) throw new UsageError(text.usePay(printable(payment.key)));
  };
  await refusePayment();
  const destination = nameDestination(connection);
  await announceDestination(destination, context);
  // Before the poll, so that what the poll shows is fresh when auth is sent.
  if (approve !== undefined && !yes) await confirmAtProduction(requestId, destination, context, signal);

  const record = await openManualRecord(store, "auth", requestId);
  const snapshot = await iyzico.snapshot({ requestId }, { size: pageSize, signal });
  const { externalId, massPayoutStatus } = snapshot.massPayout;
  await refusePayment(externalId);
  if (externalId === undefined) throw new UsageError(text.noExternalId);

  const watch = commandLine(["wait", "--request-id", requestId], args);
  const hold = (outcome: string, ...lines: readonly string[]) => {
    if (json) stdout.write(`${JSON.stringify({ outcome, requestId, massPayoutStatus }, null, 2)}\n`);
    stderr.write(lines.map((line) => `${line}\n`).join(""));
    return exitCodes.actionRequired;
  };
  const last = record.earlier.at(-1);
  if (!isInit(snapshot)) {
    const isShort = massPayoutStatus === "INSUFFICIENT_BALANCE" && last !== undefined;
    const lines = [text.notInit(printable(massPayoutStatus)), ...(isShort ? [text.insufficientBalance] : [])];
    return hold("not-init", ...lines, text.watch(watch));
  }
  // Also if the clock was set back since then.
  if (last !== undefined && dateOf(clock) - last.at < notFoundGrace) {
    return hold(
      "in-doubt",
      text.inGrace(formatTime(last.at), String(Math.ceil(notFoundGrace / 60_000))),
      text.watch(watch),
    );
  }
  if (!isPayable(snapshot, requestId)) return hold("nothing-to-pay", text.nothingToPay);

  const review = await reviewOf(snapshot, requestId, record.earlier, iyzico, signal);
  const digest = await digestOf(review);
  const isGiven = approve !== undefined && matchesDigest(approve, digest);
  const approval = {
    digest: isGiven ? digest : "",
    ...(by !== undefined && { by }),
    ...(note !== undefined && { note }),
  };
  const decision = await decideApproval(approval, review);
  if (decision.type === "denied") {
    const { items: _, ...reviewed } = review;
    if (json) stdout.write(`${JSON.stringify({ outcome: "approval-required", digest, review: reviewed }, null, 2)}\n`);
    else stdout.write(formatManualReview(review, snapshot, digest, formatOf(stdout, context)));
    const words = ["auth", requestId, "--store", args.store, "--approve", digest.slice(0, minDigestLength)];
    // Another auth has no line ready to paste: iyzico is to be asked first.
    const next = last === undefined ? text.approve(commandLine(words, args)) : text.askFirst(formatTime(last.at));
    stderr.write(`${approve === undefined ? "" : `${text.digestMismatch}\n`}${next}\n`);
    return exitCodes.actionRequired;
  }

  const write: Omit<ManualWrite, "at"> = {
    digest,
    by: decision.by,
    ...(decision.note !== undefined && { note: decision.note }),
  };
  // A payment may have taken the payout since the poll, and the poll of many pages takes long.
  const check = async () => {
    await refusePayment(externalId);
    const { massPayoutStatus: status } = (await iyzico.retrieve({ requestId, page: 0, size: 1 }, { signal }))
      .massPayout;
    if (status !== "INIT") throw new UsageError(text.notInit(printable(status)));
  };
  const send = (startWithinMs: number) => iyzico.auth(requestId, { startWithinMs, signal });
  const result = await sendRecorded(record, write, "auth", check, send, context);
  switch (result.outcome) {
    case "recorded-elsewhere":
      return hold("in-doubt", all.recordedElsewhere, text.watch(watch));
    case "not-sent":
      throw result.error;
    case "unknown":
      return await reportInDoubt(result.error, text.unknown(watch), context, json);
    case "rejected": {
      const exitCode = await reportError(result.error, context, json);
      stderr.write(`${text.rejected(watch)}\n`);
      return exitCode;
    }
    case "success":
      if (json) stdout.write(`${JSON.stringify({ outcome: "authorised", requestId, digest }, null, 2)}\n`);
      else stdout.write(`${text.done}\n`);
      stderr.write(`${text.watch(watch)}\n`);
      return exitCodes.success;
  }
}

/** Whether the payout and all of its items but the rejected ones are as init has made them. */
function isInit({ massPayout, items }: PayoutSnapshot): boolean {
  return (
    massPayout.massPayoutStatus === "INIT" &&
    items.every(({ itemStatus }) => itemStatus === "INIT" || itemStatus === "INVALID")
  );
}

/** Whether there is something to pay, of which everything that an approver decides on is known. */
function isPayable({ items, settlement }: PayoutSnapshot, requestId: string): boolean {
  const { waiting } = settlement.totals;
  return (
    waiting !== undefined &&
    waiting.withoutAmount === 0 &&
    items.every(({ massPayoutRequestId = requestId }) => massPayoutRequestId === requestId)
  );
}

async function reviewOf(
  { massPayout, items, settlement }: PayoutSnapshot,
  requestId: string,
  earlier: readonly ManualWrite[],
  iyzico: MassPayoutClient,
  signal: AbortSignal,
): Promise<ManualReview> {
  const { balance } = await iyzico.balance({ signal });
  const none: { count: number; amounts: Sums } = { count: 0, amounts: {} };
  const { waiting = none, rejected = none } = settlement.totals;
  const { TRY: lira, ...others } = waiting.amounts;
  // The balance's currency is undocumented, and taken to be lira.
  const isLira = lira !== undefined && Object.keys(others).length === 0;
  const rejectedItems = items.filter(({ itemStatus }) => itemStatus === "INVALID");
  return {
    requestId,
    payoutStatus: massPayout.massPayoutStatus,
    payable: { count: waiting.count, amounts: waiting.amounts },
    rejected: {
      count: rejected.count,
      amounts: rejected.amounts,
      items: rejectedItems.map(({ itemExternalId = "–" }) => ({ itemExternalId })),
    },
    ...(massPayout.totalAmount !== undefined && { totalAmount: massPayout.totalAmount }),
    balance,
    ...(isLira && { isCovered: compareAmounts(balance, lira) >= 0 }),
    isLinkedManually: true,
    earlierAuths: earlier.length,
    // Sorted: the order of a listing is undocumented.
    items: items
      .map((item) =>
        JSON.stringify([
          ...[item.itemExternalId, item.itemStatus, item.recipientType, item.recipientInfo, item.recipientName],
          ...[item.description, item.totalAmount, item.currencyCode],
        ]),
      )
      .sort(),
  };
}
