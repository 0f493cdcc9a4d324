import { type Answer, describeFailure, isUnclear, listAt, payoutStatusOf, textAt, typeOf, valueAt } from "../answer.js";
import type { Series } from "../series.js";

/** An id that iyzico never gave. */
export const unknownId = "00000000-0000-4000-8000-000000000000";

/** Reads of what does not exist, and the HTTP status of failures. Reads only. */
export const unknownIds: Series = {
  id: "unknown-ids",
  experiments: ["unknown-payout", "unknown-item", "balance-currency", "failure-status"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const byRequestId = await lab.retrieve({ requestId: unknownId });
    const byExternalId = await lab.retrieve({ externalMassPayoutId: lab.nextId() });
    const both = [byRequestId, byExternalId];
    const details = both.map(describe).join(" · ");
    const codes = both.map((answer) => answerTo(answer, payoutStatusOf(answer) !== undefined));
    const [code = "unclear", other = "unclear"] = codes;
    if (code === "unclear" || other === "unclear") lab.leaveOpen("unknown-payout", "unclear", both, details);
    else lab.find("unknown-payout", code === other ? code : "differs", both, details);

    const item = await lab.item(unknownId);
    const itemCode = answerTo(item, textAt(item.body, "item", "itemStatus") !== undefined);
    if (itemCode === "unclear") lab.leaveOpen("unknown-item", "unclear", [item], describe(item));
    else lab.find("unknown-item", itemCode, [item], describe(item));

    const balance = await lab.balance();
    const value = valueAt(balance.body, "balance");
    const currency = textAt(balance.body, "currency") ?? textAt(balance.body, "currencyCode");
    const named = currency !== undefined && /^(TRY|USD|EUR|GBP|TL)$/.test(currency) ? currency : undefined;
    if (!balance.isSuccess) lab.leaveOpen("balance-currency", "failed", [balance], describe(balance));
    else if (Array.isArray(value) || listAt(balance.body, "balances").length > 0)
      lab.find("balance-currency", "several-balances", [balance]);
    else if (currency !== undefined) lab.find("balance-currency", "named-currency", [balance], named);
    else if (typeOf(value) === "object") lab.leaveOpen("balance-currency", "unreadable", [balance], "object");
    else lab.leaveOpen("balance-currency", "no-currency", [balance], typeOf(value));

    const unsigned = await lab.balance({ headers: { authorization: undefined, "x-iyzi-rnd": undefined } });
    const wrong = await lab.balance({ secretKey: "wrong" });
    const failed = [...both, item, unsigned, wrong].filter(({ isRejected }) => isRejected);
    if (failed.length === 0)
      return lab.leaveOpen("failure-status", "nothing-rejected", [...both, item, unsigned, wrong]);
    const isAlways200 = failed.every(({ httpStatus }) => httpStatus === 200);
    const isNever200 = failed.every(({ httpStatus }) => httpStatus !== 200);
    const kinds = [...new Set(failed.map(describe))].join(" · ");
    return lab.find("failure-status", isAlways200 ? "always-200" : isNever200 ? "never-200" : "differs", failed, kinds);
  },
};

function describe(answer: Answer): string {
  return answer.isSuccess ? `success, HTTP ${answer.httpStatus}` : describeFailure(answer);
}

function answerTo(
  answer: Answer,
  isShown: boolean,
): "rejected" | "rejected-1000" | "empty-success" | "shown" | "unclear" {
  if (isUnclear(answer)) return "unclear";
  if (answer.isSuccess) return isShown ? "shown" : "empty-success";
  return answer.errorCode === "1000" ? "rejected-1000" : "rejected";
}
