import type { ExperimentId, SeriesId } from "../../messages/probe.js";
import { type Answer, describeFailure, isUnclear, itemsOf, listAt, textAt } from "../answer.js";
import type { Lab } from "../lab.js";
import type { MadePayout, ProbeItem } from "../payout.js";
import { ibanCheckDigits, withIdentityCheckDigits } from "../recording/account-forms.js";
import type { Series } from "../series.js";

/** One form of an init: what is tried, and how it is sent. */
type Form = readonly [name: string, item: Partial<ProbeItem>, fields?: Readonly<Record<string, unknown>>];

/** A series that sends an init in each form, and says which were accepted. For the sandbox: most of them are made up. */
function triesForms(id: SeriesId & ExperimentId, formsOf: (lab: Lab) => readonly Form[]): Series {
  return {
    id,
    experiments: [id],
    where: "sandbox",
    units: 0,
    async run(lab) {
      const tried: Tried[] = [];
      for (const [name, item, fields] of formsOf(lab)) {
        const { answer } = await lab.init([{ amount: lab.unit, ...item }], fields && { fields });
        tried.push([name, answer]);
      }
      await reportForms(lab, id, tried);
    },
  };
}

/** What was tried, and the answer. */
type Tried = readonly [name: string, answer: Answer];

function outcomeOf(answer: Answer): string {
  if (!answer.isSuccess) return describeFailure(answer);
  return listAt(answer.body, "invalidItems").length > 0 ? "item rejected" : "ok";
}

/** Says which forms were accepted: if every one has a clear answer, and the usual form is accepted too. */
async function reportForms(lab: Lab, experiment: ExperimentId, tried: readonly Tried[]): Promise<void> {
  const detail = tried.map(([name, answer]) => `${name}: ${outcomeOf(answer)}`).join(" · ");
  const evidence = tried.map(([, answer]) => answer);
  if (evidence.some(isUnclear)) return lab.leaveOpen(experiment, "unclear", evidence, detail);
  const accepted = evidence.filter((answer) => outcomeOf(answer) === "ok").length;
  if (accepted > 0) {
    return lab.find(experiment, accepted === tried.length ? "all-accepted" : "some-accepted", evidence, detail);
  }
  const usual = await lab.init([{ amount: lab.unit }]);
  const all = [...evidence, usual.answer];
  if (outcomeOf(usual.answer) !== "ok") return lab.leaveOpen(experiment, "control-failed", all, detail);
  return lab.find(experiment, "none-accepted", all, detail);
}

export const optionalFields: Series = triesForms("optional-fields", () => [
  ["without conversationId", {}, { conversationId: undefined }],
  ["without description", { description: undefined }],
  ["without purpose", {}, { purpose: undefined }],
]);

export const purposes: Series = triesForms("purposes", () =>
  ["SALARY", "BONUS", "SETTLEMENT", "GOODS", "SERVICES", "CASHBACK", "REBATES", "DONATIONS"].map(
    (purpose): Form => [purpose, {}, { purpose }],
  ),
);

export const amountForms: Series = triesForms("amount-forms", () => [
  ["string", { amountLiteral: '"1.00"' }],
  ["3 decimals", { amountLiteral: "1.005" }],
  ["3 decimals, the last 0", { amountLiteral: "1.500" }],
  ["no decimals", { amountLiteral: "1" }],
  ["exponent", { amountLiteral: "1e2" }],
]);

export const amountLimits: Series = triesForms("amount-limits", () =>
  ["0.01", "0.10", "1.00", "100000.00", "10000000.00", "1000000000.00"].map((amount): Form => [amount, { amount }]),
);

export const textLimits: Series = triesForms("text-limits", ({ recipient }) => [
  ["Turkish letters", { description: "Probe ğüşıöç ĞÜŞİÖÇ" }],
  ["other signs", { description: "Probe & / ' < \" \u20ba" }],
  ["description of 140", { description: "x".repeat(140) }],
  ["description of 500", { description: "x".repeat(500) }],
  ["itemExternalId of 255", { itemExternalId: longId(255) }],
  ["itemExternalId of 500", { itemExternalId: longId(500) }],
  ["name of 100", { ...recipient, recipientName: `Recipient ${"x".repeat(90)}` }],
]);

/** An id of the form that the recording keeps. */
function longId(length: number): string {
  const start = `probe-00000000-${length}-`;
  return start + "x".repeat(length - start.length);
}

// No bank, operator or person has these: they are the stand-ins of recordings. Of the member id it is not known; in a sandbox no
// money is real, and nothing of this series is authorised.
export const recipientTypes: Series = triesForms("recipient-types", () => {
  const bban = "000000000000000001";
  const none = { recipientName: undefined };
  return [
    [
      "IBAN of Germany",
      {
        recipientType: "IBAN",
        recipientInfo: `DE${ibanCheckDigits("DE", bban)}${bban}`,
        recipientName: "Recipient One",
      },
    ],
    ["PHONE +90", { recipientType: "PHONE", recipientInfo: "+905000000001", ...none }],
    ["PHONE 0", { recipientType: "PHONE", recipientInfo: "05000000001", ...none }],
    ["PHONE of another country", { recipientType: "PHONE", recipientInfo: "+490000000001", ...none }],
    [
      "IDENTITY_NUMBER",
      { recipientType: "IDENTITY_NUMBER", recipientInfo: withIdentityCheckDigits("999990001"), ...none },
    ],
    ["MEMBER_ID", { recipientType: "MEMBER_ID", recipientInfo: "0000001", ...none }],
  ];
});

export const currencies: Series = {
  id: "currencies",
  experiments: ["currencies"],
  where: "sandbox",
  units: 0,
  async run(lab) {
    const { unit: amount } = lab;
    const tried: Tried[] = [];
    for (const currencies of [["TRY"], ["USD"], ["EUR"], ["TRY", "USD"]]) {
      const { answer } = await lab.init(currencies.map((currency) => ({ amount, currency })));
      tried.push([currencies.join(" and "), answer]);
    }
    await reportForms(lab, "currencies", tried);
  },
};

/** Growing payouts, and growing pages of the largest one. */
export const sizes: Series = {
  id: "sizes",
  experiments: ["item-count", "request-size", "page-size"],
  where: "sandbox",
  units: 0,
  async run(lab) {
    const evidence: Answer[] = [];
    const outcomes: string[] = [];
    let largest: MadePayout | undefined;
    for (const count of [50, 200, 1_000]) {
      const payout = await lab.init(Array.from({ length: count }, () => ({ amount: "0.01" })));
      evidence.push(payout.answer);
      outcomes.push(`${count}: ${outcomeOf(payout.answer)}`);
      if (!payout.answer.isSuccess) break;
      largest = payout;
    }
    const last = evidence.at(-1) as Answer;
    const detail = outcomes.join(" · ");
    const bytesOf = (answer: Answer | undefined) =>
      Buffer.byteLength(lab.exchanges.find(({ id }) => id === answer?.id)?.request.body ?? "");
    const accepted = `${bytesOf(largest?.answer)} bytes`;
    // A server in front says so by its status, and with a page.
    if (last.httpStatus === 413) {
      lab.find(
        "request-size",
        "limited",
        evidence,
        `${accepted}: ok · ${bytesOf(last)} bytes: ${describeFailure(last)}`,
      );
      lab.leaveOpen("item-count", "unclear", evidence, detail);
    } else {
      lab.leaveOpen("request-size", "no-limit-met", evidence, accepted);
      if (isUnclear(last)) lab.leaveOpen("item-count", "unclear", evidence, detail);
      else if (last.isSuccess) lab.leaveOpen("item-count", "no-limit-met", evidence, detail);
      else if (largest === undefined) lab.leaveOpen("item-count", "control-failed", evidence, detail);
      else lab.find("item-count", "limited", evidence, detail);
    }
    if (largest?.requestId === undefined) return lab.leaveOpen("page-size", "no-payout", evidence);
    await lab.retrieveShown({ requestId: largest.requestId });
    return findPageSize(lab, largest.requestId, largest.items.length);
  },
};

async function findPageSize(lab: Lab, requestId: string, count: number): Promise<void> {
  const evidence: Answer[] = [];
  for (const size of [100, 500, count]) {
    const answer = await retrieveFilled(lab, requestId, size, Math.min(size, count));
    evidence.push(answer);
    if (isUnclear(answer))
      return lab.leaveOpen("page-size", "unclear", evidence, `${size}: ${describeFailure(answer)}`);
    if (!answer.isSuccess) return lab.find("page-size", "rejected", evidence, `${size}: ${describeFailure(answer)}`);
    const listed = itemsOf(answer).length;
    if (listed < Math.min(size, count)) {
      const told = textAt(answer.body, "size") ?? textAt(answer.body, "massPayoutItems", "size");
      const detail = `${size}: ${listed}`;
      if (listed === 0) return lab.leaveOpen("page-size", "unreadable", evidence, detail);
      if (told === String(listed)) return lab.find("page-size", "capped", evidence, detail);
      if (told === String(size)) return lab.find("page-size", "capped-silently", evidence, detail);
      return lab.find("page-size", "otherwise", evidence, detail);
    }
  }
  return lab.leaveOpen("page-size", "no-limit-met", evidence, String(count));
}

/** Reads a page once it is full, or has not grown for a while: a listing may still be filling. */
async function retrieveFilled(lab: Lab, requestId: string, size: number, expected: number): Promise<Answer> {
  let answer = await lab.retrieve({ requestId, size });
  for (let unchanged = 0; unchanged < 2 && answer.isSuccess && itemsOf(answer).length < expected; ) {
    await lab.sleep(15_000);
    const later = await lab.retrieve({ requestId, size });
    unchanged = itemsOf(later).length > itemsOf(answer).length ? 0 : unchanged + 1;
    answer = later;
  }
  return answer;
}
