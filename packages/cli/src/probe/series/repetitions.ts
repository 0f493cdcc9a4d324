import {
  describeFailure,
  describeFailures,
  isUnclear,
  itemsOf,
  payoutStatusOf,
  textAt,
  valueAt,
  wordOf,
} from "../answer.js";
import { SeriesStopped } from "../lab.js";
import type { Series } from "../series.js";
import { unknownId } from "./unknown-ids.js";

/** Two inits with one externalId. */
export const repeatedInit: Series = {
  id: "repeated-init",
  experiments: ["repeated-init"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const first = await lab.init([{ amount: lab.unit }]);
    if (first.requestId === undefined) throw new SeriesStopped("no-payout");
    const { externalId, requestId } = first;
    const itemExternalId = `${externalId}-1`;
    const second = await lab.init([{ amount: lab.unit, itemExternalId }], { externalId });
    const shown = await lab.retrieve({ externalMassPayoutId: externalId });
    const evidence = [first.answer, second.answer, shown];
    if (isUnclear(second.answer))
      return lab.leaveOpen("repeated-init", "unclear", evidence, describeFailure(second.answer));
    if (second.answer.isRejected)
      return lab.find("repeated-init", "rejected", evidence, describeFailure(second.answer));
    if (second.requestId === undefined) return lab.leaveOpen("repeated-init", "unreadable", evidence);
    if (second.requestId === requestId) return lab.find("repeated-init", "same-payout", evidence);
    // Another requestId may name the same payout: then a cancel of the one cancels the other.
    const other = await lab.retrieveShown({ requestId: second.requestId });
    const cancelled = await lab.cancel(requestId);
    const after = await lab.retrieve({ requestId: second.requestId });
    const all = [...evidence, other, cancelled, after];
    const detail = `${wordOf(payoutStatusOf(other))}, ${wordOf(payoutStatusOf(after))}`;
    if (payoutStatusOf(other) !== "INIT" || !cancelled.isSuccess || payoutStatusOf(after) === undefined)
      return lab.leaveOpen("repeated-init", "unreadable", all, detail);
    return lab.find("repeated-init", payoutStatusOf(after) === "INIT" ? "new-payout" : "same-payout", all, detail);
  },
};

/** A cancel twice, of an unknown payout, and without Content-Type. */
export const cancel: Series = {
  id: "cancel",
  experiments: ["second-cancel", "content-type"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const plain = { headers: { "content-type": undefined } };
    const balance = await lab.balance(plain);
    const one = await lab.init([{ amount: lab.unit }]);
    const other = await lab.init([{ amount: lab.unit }]);
    if (one.requestId === undefined || other.requestId === undefined) throw new SeriesStopped("no-payout");
    await lab.retrieveShown({ requestId: one.requestId });
    await lab.retrieveShown({ requestId: other.requestId });
    const without = await lab.cancel(one.requestId, plain);
    const first = await lab.cancel(other.requestId);
    const second = await lab.cancel(other.requestId);
    const unknown = await lab.cancel(unknownId);

    const evidence = [balance, without, first];
    const failed = describeFailures(...evidence);
    if (evidence.some(isUnclear)) lab.leaveOpen("content-type", "unclear", evidence, failed);
    else if (balance.isSuccess && without.isSuccess && first.isSuccess)
      lab.find("content-type", "not-needed", evidence);
    else if (first.isSuccess) lab.find("content-type", "required", evidence, failed);
    else if (without.isSuccess) lab.find("content-type", "must-be-left-out", evidence, failed);
    else lab.leaveOpen("content-type", "failed", evidence, failed);

    const both = [second, unknown];
    if (!first.isSuccess) return lab.leaveOpen("second-cancel", "failed", [first], describeFailure(first));
    if (both.some(isUnclear))
      return lab.leaveOpen("second-cancel", "unclear", [first, ...both], describeFailures(...both));
    const code = second.isSuccess
      ? unknown.isSuccess
        ? "both-succeed"
        : "second-succeeds"
      : unknown.isSuccess
        ? "unknown-succeeds"
        : "both-rejected";
    return lab.find("second-cancel", code, [first, ...both], describeFailures(...both));
  },
};

/** Two payouts, of which a retrieve names one by each of its ids; and item ids that occur twice. */
export const twoPayouts: Series = {
  id: "two-payouts",
  experiments: ["two-ids", "repeated-item-id"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const one = await lab.init([{ amount: lab.unit }]);
    const itemExternalId = one.items[0]?.itemExternalId as string;
    const other = await lab.init([{ amount: lab.unit, itemExternalId }]);
    const inOne = await lab.init([
      { amount: lab.unit, itemExternalId: `${lab.nextId()}-1` },
      { amount: lab.unit, itemExternalId: `${one.externalId}-2` },
      { amount: lab.unit, itemExternalId: `${one.externalId}-2` },
    ]);
    const evidence = [one.answer, other.answer, inOne.answer];
    const isRejected = ({ answer }: typeof one) =>
      answer.isRejected || valueAt(answer.body, "invalidItems", 0) !== undefined;
    const failed = describeFailures(...evidence);
    if (evidence.some(isUnclear)) lab.leaveOpen("repeated-item-id", "unclear", evidence, failed);
    else if (isRejected(one)) lab.leaveOpen("repeated-item-id", "control-failed", evidence, failed);
    else {
      const code = isRejected(other)
        ? isRejected(inOne)
          ? "both-rejected"
          : "rejected-across"
        : isRejected(inOne)
          ? "rejected-inside"
          : "accepted";
      lab.find("repeated-item-id", code, evidence, failed);
    }

    const third = await lab.init([{ amount: lab.unit }]);
    if (one.requestId === undefined || third.requestId === undefined)
      return lab.leaveOpen("two-ids", "no-payout", evidence);
    await lab.retrieveShown({ requestId: third.requestId });
    const shown = await lab.retrieve({ requestId: one.requestId, externalMassPayoutId: third.externalId });
    if (isUnclear(shown)) return lab.leaveOpen("two-ids", "unclear", [shown], describeFailure(shown));
    if (!shown.isSuccess || payoutStatusOf(shown) === undefined) {
      return lab.find("two-ids", "rejected", [shown], shown.isSuccess ? undefined : describeFailure(shown));
    }
    const externalId = textAt(shown.body, "massPayout", "externalId");
    const item = textAt(itemsOf(shown)[0], "itemExternalId");
    const isOne = externalId === one.externalId || item === itemExternalId;
    const isThird = externalId === third.externalId || item === third.items[0]?.itemExternalId;
    if (isOne === isThird) return lab.leaveOpen("two-ids", "unreadable", [shown]);
    return lab.find("two-ids", isOne ? "request-id-wins" : "external-id-wins", [shown]);
  },
};
