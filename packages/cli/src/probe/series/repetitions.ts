import { describeFailure, itemsOf, payoutStatusOf, textAt, valueAt } from "../answer.js";
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
    if (!second.answer.isSuccess)
      return lab.find("repeated-init", "rejected", evidence, describeFailure(second.answer));
    if (second.requestId === undefined) return lab.leaveOpen("repeated-init", "unreadable", evidence);
    return lab.find("repeated-init", second.requestId === requestId ? "same-payout" : "new-payout", evidence);
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
    const without = await lab.cancel(one.requestId, plain);
    const first = await lab.cancel(other.requestId);
    const second = await lab.cancel(other.requestId);
    const unknown = await lab.cancel(unknownId);

    const evidence = [balance, without, first];
    const failed =
      evidence
        .filter(({ isSuccess }) => !isSuccess)
        .map(describeFailure)
        .join(" · ") || undefined;
    if (balance.isSuccess && without.isSuccess && first.isSuccess) lab.find("content-type", "not-needed", evidence);
    else if (!first.isSuccess)
      lab.find("content-type", without.isSuccess ? "must-be-left-out" : "required", evidence, failed);
    else lab.find("content-type", "required", evidence, failed);

    if (!first.isSuccess) return lab.leaveOpen("second-cancel", "failed", [first], describeFailure(first));
    const code = second.isSuccess
      ? unknown.isSuccess
        ? "both-succeed"
        : "second-succeeds"
      : unknown.isSuccess
        ? "unknown-succeeds"
        : "both-rejected";
    const rejections = [second, unknown]
      .filter(({ isSuccess }) => !isSuccess)
      .map(describeFailure)
      .join(" · ");
    return lab.find("second-cancel", code, [first, second, unknown], rejections || undefined);
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
    const isRejected = (payout: typeof one) =>
      !payout.answer.isSuccess || valueAt(payout.answer.body, "invalidItems", 0) !== undefined;
    const acrossPayouts = isRejected(other);
    const insideOne = isRejected(inOne);
    const code = acrossPayouts
      ? insideOne
        ? "both-rejected"
        : "rejected-across"
      : insideOne
        ? "rejected-inside"
        : "accepted";
    lab.find(
      "repeated-item-id",
      code,
      evidence,
      [other, inOne].flatMap(({ answer }) => (answer.isSuccess ? [] : describeFailure(answer))).join(" · ") ||
        undefined,
    );

    const third = await lab.init([{ amount: lab.unit }]);
    if (one.requestId === undefined || third.requestId === undefined)
      return lab.leaveOpen("two-ids", "no-payout", evidence);
    const shown = await lab.retrieve({ requestId: one.requestId, externalMassPayoutId: third.externalId });
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
