import { expect, test } from "vitest";
import { report as en } from "../../src/messages/en/report.ts";
import type { ReportMessages } from "../../src/messages/report.ts";
import { report as tr } from "../../src/messages/tr/report.ts";

/** What each message that takes something says, when it takes words that can be found in it. */
function fill({ action, money, command, ...text }: ReportMessages): [message: string, given: readonly string[]][] {
  return [
    [text.notSettled("PHASE"), ["PHASE"]],
    [text.paidCount(7, 1), ["7", "1"]],
    [text.paidCount(7, 9), ["7", "9"]],
    [text.rejectedWith("CODE"), ["CODE"]],
    [text.paidAgainBy("KEY"), ["KEY"]],
    [text.madeAt("TIME"), ["TIME"]],
    [money.byState("TRY"), ["TRY"]],
    [money.ledgerHeading("TRY"), ["TRY"]],
    [command.noPayment("KEY"), ["KEY"]],
    [command.otherPlan("FILE", "KEY"), ["FILE", "KEY"]],
    [command.notFinal(1), ["1"]],
    [command.notFinal(23), ["23"]],
    [command.wrote(["ONE", "OTHER"]), ["ONE, OTHER"]],
    [command.exists("FILE"), ["FILE", "--out", "--force"]],
    [command.olderPart("FILE"), ["FILE"]],
    [command.accountsNotJson("FILE"), ["FILE", "JSON"]],
    [command.accountsFault("FILE", "paid.debit"), ["FILE", "paid.debit"]],
    [command.accountsUnknown("FILE", "fees"), ["FILE", "fees"]],
  ];
}

test.each([
  ["en", en],
  ["tr", tr],
])("every message in %s says what it is given", (_locale, messages) => {
  for (const [message, given] of fill(messages)) for (const part of given) expect(message).toContain(part);
});

test("neither language calls a report a receipt", () => {
  expect(en.notAReceipt).toContain("not a bank's receipt");
  expect(tr.notAReceipt).toContain("banka dekontu değildir");
});
