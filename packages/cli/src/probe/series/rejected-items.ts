import { type Answer, describeFailure, itemsOf, listAt, textAt, typeOf, valueAt } from "../answer.js";
import { type Lab, type ProbeItem, SeriesStopped } from "../lab.js";
import { isIban } from "../recording/account-forms.js";
import type { Series } from "../series.js";

/** An IBAN that cannot exist: the recipient's own with other check digits. */
export function badIbanOf({
  recipient,
}: Pick<Lab, "recipient">): Pick<ProbeItem, "recipientType" | "recipientInfo" | "recipientName"> {
  const own = isIban(recipient.recipientInfo) ? recipient.recipientInfo : "TR330006100519786457841326";
  const digits = own.slice(2, 4) === "02" ? "03" : "02";
  const recipientInfo = `${own.slice(0, 2)}${digits}${own.slice(4)}`;
  return { recipientType: "IBAN", recipientInfo, recipientName: recipient.recipientName ?? "Recipient" };
}

/** A good item beside one that cannot be paid: whether init, retrieve and total tell them apart. */
export const rejectedItem: Series = {
  id: "rejected-item",
  experiments: ["item-faults", "item-type", "listing-total", "item-errors"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const good = { amount: lab.unit };
    const faults: readonly [name: string, item: ProbeItem][] = [
      ["IBAN", { ...good, ...badIbanOf(lab) }],
      ["amount", { amount: "0" }],
      ["no name", { ...good, ...badIbanOf(lab), recipientInfo: sampleOf(lab), recipientName: undefined }],
    ];
    const outcomes: string[] = [];
    const evidence: Answer[] = [];
    let mixed: string | undefined;
    for (const [name, item] of faults) {
      const { requestId, answer } = await lab.init([good, item]);
      evidence.push(answer);
      const invalid = listAt(answer.body, "invalidItems").length;
      outcomes.push(`${name}: ${answer.isSuccess ? (invalid > 0 ? "item" : "accepted") : describeFailure(answer)}`);
      if (invalid === 1) mixed ??= requestId;
    }
    const isItem = outcomes.filter((outcome) => outcome.endsWith(": item")).length;
    const isInit = evidence.filter(({ isSuccess }) => !isSuccess).length;
    const code =
      isItem > 0 && isInit > 0 ? "some-each" : isItem > 0 ? "only-item" : isInit > 0 ? "whole-init" : "accepted";
    lab.find("item-faults", code, evidence, outcomes.join(" · "));
    if (mixed === undefined) throw new SeriesStopped("nothing-rejected");
    await findListing(lab, mixed);
  },
};

/** A valid account, for a fault in another field. */
function sampleOf({ recipient }: Lab): string {
  return isIban(recipient.recipientInfo) ? recipient.recipientInfo : "TR330006100519786457841326";
}

async function findListing(lab: Lab, requestId: string): Promise<void> {
  const all = await lab.retrieve({ requestId });
  const valid = await lab.retrieve({ requestId, itemType: "VALID" });
  const invalid = await lab.retrieve({ requestId, itemType: "INVALID" });
  const counts = [all, valid, invalid].map((answer) => itemsOf(answer).length);
  const [inAll = 0, inValid = 0, inInvalid = 0] = counts;
  const detail = `${counts.join(", ")}${all.isSuccess ? "" : ` · ${describeFailure(all)}`}`;
  const isRead = valid.isSuccess && invalid.isSuccess && inValid === 1 && inInvalid === 1;
  if (!all.isSuccess) lab.find("item-type", "required", [all, valid, invalid], detail);
  else if (!isRead) lab.leaveOpen("item-type", "unreadable", [all, valid, invalid], detail);
  else
    lab.find(
      "item-type",
      inAll === 2 ? "lists-all" : inAll === 1 ? "lists-valid" : "otherwise",
      [all, valid, invalid],
      detail,
    );

  const total = textAt(valid.body, "total") ?? textAt(valid.body, "massPayoutItems", "total");
  if (inValid !== 1 || (total !== "1" && total !== "2")) lab.leaveOpen("listing-total", "unreadable", [valid]);
  else lab.find("listing-total", total === "1" ? "listed-only" : "all-items", [valid]);

  const rejected = [...itemsOf(invalid), ...itemsOf(all)].find((item) => textAt(item, "itemStatus") === "INVALID");
  const fields = ["errorMessages", "errorMessage"].filter((field) => valueAt(rejected, field) !== undefined);
  const [field] = fields;
  if (field === undefined) lab.find("item-errors", "missing", [all, invalid]);
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
  where: "anywhere",
  units: 0,
  async run(lab) {
    const bad = { amount: lab.unit, ...badIbanOf(lab) };
    const { answer } = await lab.init([bad]);
    const invalid = listAt(answer.body, "invalidItems");
    if (!answer.isSuccess) lab.find("all-rejected", "whole-init", [answer], describeFailure(answer));
    else if (invalid.length === 0) lab.leaveOpen("all-rejected", "nothing-rejected", [answer]);
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
    const entriesOfTwofold = listAt(twofold.answer.body, "invalidItems").length;
    const isNameless = entries.some((entry) => textAt(entry, "externalId") === undefined);
    const codes = [...new Set(entries.map((entry) => typeOf(valueAt(entry, "errorCode"))))].join(", ");
    const code = isNameless ? "without-id" : entriesOfTwofold > 1 ? "several-entries" : "one-entry";
    return lab.find("invalid-items", code, evidence, `errorCode: ${codes}`);
  },
};
