import type { ActionReason, Purpose, StatusState } from "@iyzico-mass-payout/client";
import type { DestinationKind } from "./destination.js";

/** The messages of `report`: of the page, of the workbook, and of the command. */
export interface ReportMessages {
  /** The name of the page and, with the key, its title. */
  title: string;
  skipToRecipients: string;
  /** For a payment that is not settled, in this phase. */
  notSettled(phase: string): string;
  /** How many of the recipients are paid. */
  paidCount(paid: number, count: number): string;
  /** Marks a payment that was begun anywhere but at production. */
  noRealMoney: Readonly<Record<Exclude<DestinationKind, "production">, string>>;
  /** Why the recipient of an item in a state is not paid, or not seen to be; missing for one who is paid. */
  reasons: Readonly<Record<Exclude<StatusState, "paid">, string>>;
  /** For an item that iyzico rejected with an error code. */
  rejectedWith(errorCode: string): string;
  /** For an item that another payment pays again. */
  paidAgainBy(key: string): string;
  action: {
    heading: string;
    nothing: string;
    inProgress: string;
    /** Heads why the last call of `pay` ended. */
    lastReason: string;
    reasons: Readonly<Record<ActionReason, string>>;
    /** What to do about a reason. */
    runAgain: string;
    refundFailed: string;
    unknownStatus: string;
    refundPending: string;
  };
  money: {
    heading: string;
    /** The caption of the sums of one currency by state. */
    byState(currency: string): string;
    recipients: string;
    sum: string;
    share: string;
    /** What the sums of the states are of. */
    orderedNote: string;
    /** The caption of the ledger's sums. */
    ledgerHeading(currency: string): string;
    kind: string;
    notFinal: string;
    nothingBooked: string;
  };
  recipients: {
    heading: string;
    caption: string;
    /** Headings of the workbook. Of them, the page has `finalAt` alone. */
    description: string;
    currency: string;
    reason: string;
    referenceCode: string;
    finalAt: string;
    /** Heads the row of the sums. */
    total: string;
    /** The label of the field that filters the rows of the page, and what may be typed into it. */
    search: string;
    searchHint: string;
    /** The choice of the page's other filter that leaves all rows. */
    everyState: string;
    /** Says how many of the recipients a filter shows; `{shown}`, `{count}` and `{sum}` are replaced. */
    shown: string;
    /** Without a plan, there are no names. */
    withoutPlan: string;
  };
  course: {
    heading: string;
    event: string;
    time: string;
    details: string;
    created: string;
  };
  ids: {
    heading: string;
    key: string;
    externalId: string;
    requestId: string;
    address: string;
    purpose: string;
    supersedes: string;
    abandoned: string;
    status: string;
  };
  purposes: Readonly<Record<Purpose, string>>;
  /** At the end of the page. */
  notAReceipt: string;
  madeAt(time: string): string;
  sheets: { recipients: string; books: string; about: string };
  command: {
    noPayment(key: string): string;
    otherPlan(file: string, key: string): string;
    otherPlanAddress: string;
    notFinal(count: number): string;
    wrote(files: readonly string[]): string;
    exists(file: string): string;
    olderPart(file: string): string;
    xlsxToTerminal: string;
    splitNeedsOut: string;
    splitNeedsCsv: string;
    splitTooSmall: string;
    accountsNeedBooks: string;
    accountsNotJson(file: string): string;
    accountsFault(file: string, path: string): string;
    accountsUnknown(file: string, path: string): string;
  };
}
