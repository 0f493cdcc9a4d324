import { type Answer, describeFailure, isUnclear, itemsOf, listAt, textAt, typeOf, valueAt } from "../answer.js";
import { type Lab, SeriesStopped } from "../lab.js";
import { type MadePayout, type ProbeItem, sampleRecipient } from "../payout.js";
import type { Series } from "../series.js";

/** The recipient's own IBAN. In a sandbox also the sample of the IBAN registry, which no person has. */
function ibanOf({ recipient }: Pick<Lab, "recipient">): string {
  return recipient.recipientType === "IBAN" ? recipient.recipientInfo : sampleRecipient.recipientInfo;
}

/** An IBAN that cannot exist: the recipient's own with other check digits. */
export function badIbanOf(
  lab: Pick<Lab, "recipient">,
): Pick<ProbeItem, "recipientType" | "recipientInfo" | "recipientName"> {
  const own = ibanOf(lab);
  const digits = own.slice(2, 4) === "02" ? "03" : "02";
  const recipientInfo = `${own.slice(0, 2)}${digits}${own.slice(4)}`;
  return { recipientType: "IBAN", recipientInfo, recipientName: lab.recipient.recipientName ?? "Recipient" };
}

/** A good item beside one that cannot be paid: whether init, retrieve and total tell them apart. */
export const rejectedItem: Series = {
  id: "rejected-item",
  experiments: ["item-faults", "item-type", "listing-total", "item-errors"],
  where: "own-iban",
  units: 0,
  async run(lab) {
    const good = { amount: lab.unit };
    const faults: readonly [name: string, item: ProbeItem][] = [
      ["IBAN", { ...good, ...badIbanOf(lab) }],
      ["amount", { amount: "0" }],
      ["no name", { ...good, ...badIbanOf(lab), recipientInfo: ibanOf(lab), recipientName: undefined }],
    ];
    const usual = await lab.init([good]);
    const outcomes: string[] = [];
    const evidence: Answer[] = [usual.answer];
    const found = { item: 0, init: 0 };
    let mixed: string | undefined;
    for (const [name, item] of faults) {
      const payout = await lab.init([good, item]);
      const { requestId, answer } = payout;
      evidence.push(answer);
      const isItem = answer.isSuccess && isRejectedAlone(payout);
      const isListed =
        answer.isSuccess && !isItem && requestId !== undefined && (await isListedInvalid(lab, requestId));
      if (isItem || isListed) found.item += 1;
      if (answer.isRejected) found.init += 1;
      outcomes.push(
        `${name}: ${answer.isSuccess ? (isItem ? "item" : isListed ? "item later" : "accepted") : describeFailure(answer)}`,
      );
      if (isItem) mixed ??= requestId;
    }
    const detail = outcomes.join(" · ");
    if (evidence.some(isUnclear)) lab.leaveOpen("item-faults", "unclear", evidence, detail);
    else if (!usual.answer.isSuccess) lab.leaveOpen("item-faults", "control-failed", evidence, detail);
    else {
      const code =
        found.item > 0 ? (found.init > 0 ? "some-each" : "only-item") : found.init > 0 ? "whole-init" : "accepted";
      lab.find("item-faults", code, evidence, detail);
    }
    if (mixed === undefined) throw new SeriesStopped("nothing-rejected");
    await findListing(lab, mixed);
  },
};

/** Whether init names the second item as invalid, and no other one. */
function isRejectedAlone({ answer, items }: MadePayout): boolean {
  const invalid = listAt(answer.body, "invalidItems").map((entry) => textAt(entry, "externalId"));
  return invalid.length > 0 && invalid.every((id) => id === undefined || id === items[1]?.itemExternalId);
}

async function isListedInvalid(lab: Lab, requestId: string): Promise<boolean> {
  const invalid = await lab.retrieve({ requestId, itemType: "INVALID" });
  return itemsOf(invalid).some((item) => textAt(item, "itemStatus") === "INVALID");
}

async function findListing(lab: Lab, requestId: string): Promise<void> {
  // Both kinds are asked for once the payout is known, so that a rejection is one of the missing itemType.
  const valid = await lab.retrieveShown({ requestId, itemType: "VALID" });
  const invalid = await lab.retrieve({ requestId, itemType: "INVALID" });
  const all = await lab.retrieve({ requestId });
  const evidence = [all, valid, invalid];
  const counts = evidence.map((answer) => itemsOf(answer).length);
  const [inAll = 0, inValid = 0, inInvalid = 0] = counts;
  const detail = `${counts.join(", ")}${all.isSuccess ? "" : ` · ${describeFailure(all)}`}`;
  const isRead = valid.isSuccess && invalid.isSuccess && inValid === 1 && inInvalid === 1;
  if (evidence.some(isUnclear)) lab.leaveOpen("item-type", "unclear", evidence, detail);
  else if (!isRead) lab.leaveOpen("item-type", "unreadable", evidence, detail);
  else if (!all.isSuccess) lab.find("item-type", "required", evidence, detail);
  else {
    const [id] = itemsOf(all).map((item) => textAt(item, "itemStatus"));
    const isValid = inAll === 1 && id !== "INVALID";
    lab.find("item-type", inAll === 2 ? "lists-all" : isValid ? "lists-valid" : "otherwise", evidence, detail);
  }

  const total = textAt(valid.body, "total") ?? textAt(valid.body, "massPayoutItems", "total");
  if (inValid !== 1 || (total !== "1" && total !== "2")) lab.leaveOpen("listing-total", "unreadable", [valid]);
  else lab.find("listing-total", total === "1" ? "listed-only" : "all-items", [valid]);

  const rejected = [...itemsOf(invalid), ...itemsOf(all)].find((item) => textAt(item, "itemStatus") === "INVALID");
  const fields = ["errorMessages", "errorMessage"].filter((field) => valueAt(rejected, field) !== undefined);
  const [field] = fields;
  if (rejected === undefined) lab.leaveOpen("item-errors", "not-found", [all, invalid]);
  else if (field === undefined) lab.find("item-errors", "missing", [all, invalid]);
  else {
    const type = typeOf(valueAt(rejected, field));
    lab.find(
      "item-errors",
      type === "array" ? "list" : type === "string" ? "one-string" : "otherwise",
      [all, invalid],
      `${fields.join(", ")}: ${type}`,
    );
  }
}

/** A payout of which every item is rejected, and an item with two faults. */
export const onlyRejected: Series = {
  id: "only-rejected",
  experiments: ["all-rejected", "invalid-items"],
  where: "own-iban",
  units: 0,
  async run(lab) {
    const bad = { amount: lab.unit, ...badIbanOf(lab) };
    const { answer } = await lab.init([bad]);
    const invalid = listAt(answer.body, "invalidItems");
    if (isUnclear(answer)) lab.leaveOpen("all-rejected", "unclear", [answer], describeFailure(answer));
    else if (!answer.isSuccess) {
      const usual = await lab.init([{ amount: lab.unit }]);
      const both = [answer, usual.answer];
      if (usual.answer.isSuccess) lab.find("all-rejected", "whole-init", both, describeFailure(answer));
      else lab.leaveOpen("all-rejected", "control-failed", both, describeFailure(answer));
    } else if (invalid.length === 0) lab.leaveOpen("all-rejected", "nothing-rejected", [answer]);
    else
      lab.find(
        "all-rejected",
        textAt(answer.body, "requestId") === undefined ? "success-without-id" : "success-with-id",
        [answer],
      );

    const twofold = await lab.init([{ ...bad, amount: "0" }, { amount: lab.unit }]);
    const entries = [...invalid, ...listAt(twofold.answer.body, "invalidItems")];
    const evidence = [answer, twofold.answer];
    if (entries.length === 0) return lab.leaveOpen("invalid-items", "nothing-rejected", evidence);
    const named = listAt(twofold.answer.body, "invalidItems").map((entry) => textAt(entry, "externalId"));
    const isRepeated = named.some((id, at) => id !== undefined && named.indexOf(id) !== at);
    const isNameless = entries.some((entry) => textAt(entry, "externalId") === undefined);
    const codes = [...new Set(entries.map((entry) => typeOf(valueAt(entry, "errorCode"))))].join(", ");
    const code = isNameless ? "without-id" : isRepeated ? "several-entries" : "one-entry";
    return lab.find("invalid-items", code, evidence, `errorCode: ${codes}`);
  },
};
