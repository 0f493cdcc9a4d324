// What a schedule of the simulation test begins with: a plan, a vendor, a store and a person.
import {
  createSimulator,
  type ItemOutcome,
  type OrderedItem,
  type SimulatedPayout,
  type Simulator,
  type SimulatorOptions,
} from "@iyzico-mass-payout/simulator";
import * as fc from "fast-check";
import { type LedgerEntry, type PayoutPlan, type PayResult, sumAmounts } from "../../src/index.ts";
import { clientFor, credentials } from "../support/client.ts";
import type { PaymentSetup } from "../support/crashable-process.ts";
import { LosableStore } from "../support/losable-store.ts";
import { randomFrom } from "../support/random.ts";
import { WireEvidence } from "../support/wire-evidence.ts";

/** Short, so that a schedule is short: items that do not move on are reported after 20 minutes. */
export const stuckAfterMs = 1_200_000;

/** What the commands of one schedule share. */
export interface Scenario extends PaymentSetup {
  options: ScenarioOptions;
  /** The last result of a process that did not crash. */
  last: PayResult | undefined;
  /** The auths that were sent besides the first, each after its own approval by digest. */
  approvedAuths: number;
  /** When an operator at iyzico authorises a payout, by the simulator's clock. */
  operatorAuths: { requestId: string; at: number }[];
  /** Whether the store ever came back to an older state. */
  isRestored: boolean;
  /** The payout that the person links because the store has lost the payment. */
  linkTo: string | undefined;
  /** Why the payment required an action, each time that it did. */
  asked: string[];
  /** Whether an answer may show an older state. */
  isStale: boolean;
  /** When a report of this payment first had each ledger entry, by the simulator's clock. */
  enteredAt: Map<string, number>;
  /** The ledger entries that a report of this payment called final. */
  finalEntries: Map<string, LedgerEntry>;
}

/** The payouts of this plan, those that were begun again included, from the simulator's own state. */
export function payoutsOf({ simulator, plan }: Scenario): SimulatedPayout[] {
  const ids = ["", "-r2", "-r3", "-r4"].map((suffix) => `${plan.key}${suffix}`);
  return simulator.payouts.filter(({ externalId }) => ids.includes(externalId));
}

const amounts = fc
  .tuple(fc.nat(100_000), fc.nat(99))
  .map(([lira, kuruş]) => `${lira}.${String(kuruş).padStart(2, "0")}`)
  .filter((amount) => /[1-9]/.test(amount));
const outcomes: fc.Arbitrary<ItemOutcome> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<ItemOutcome>("paid") },
  {
    weight: 6,
    arbitrary: fc.constantFrom<ItemOutcome>("failed-refunded", "failed-refunded", "failed-unrefunded", "rejected"),
  },
  { weight: 2, arbitrary: fc.constantFrom<ItemOutcome>("stuck-processing", "stuck-failed") },
  {
    weight: 2,
    arbitrary: fc.constantFrom<ItemOutcome>({ status: "BLOCKED" }, { status: "PAID_LATER", isPaid: true }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<ItemOutcome>(
      { secondAttempt: "paid" },
      { secondAttempt: "failed-refunded" },
      { secondAttempt: "failed-unrefunded" },
    ),
  },
);
const recipients = fc.array(
  fc.record({ amount: amounts, outcome: outcomes, commission: fc.constantFrom("0", "1.25", "20.00000000", "0E-8") }),
  { minLength: 1, maxLength: 4 },
);
const delays = fc.record({
  visible: fc.constantFrom(0, 0, 5_000, 120_000, 1_200_000),
  authorised: fc.constantFrom(0, 2_000, 2_000, 180_000, 480_000),
  resumed: fc.constantFrom(0, 5_000, 60_000, 400_000),
});
const person = fc.record({
  /** Whether it approves every review at once, those of a second auth included. Another person asks iyzico first. */
  approvesAll: fc.boolean(),
  /** What it adds to a balance that is too small: enough, or what is missing of the amounts without their commissions. */
  fills: fc.constantFrom("enough" as const, "enough" as const, "amounts" as const, "nothing" as const),
  /** What it does about a store that has lost the payment. */
  afterLoss: fc.constantFrom("restores" as const, "restores" as const, "links" as const),
});

/** What is drawn for a scenario. */
export interface ScenarioOptions {
  seed: number;
  recipients: { amount: string; outcome: ItemOutcome; commission: string }[];
  currency: "TRY" | "USD";
  delays: { visible: number; authorised: number; resumed: number };
  person: { approvesAll: boolean; fills: "enough" | "amounts" | "nothing"; afterLoss: "restores" | "links" };
  masking: Masking;
  referenceCodes: ReferenceCodes;
  /** What the store answers to a lost compare-and-set; anything but `undefined` is wrong. */
  conflictAnswer: undefined | null | false | "";
  /** Whether a wrong plan was sent under the same ids before, without a store. */
  isOtherPlanSent: boolean;
  vendor: Pick<
    SimulatorOptions,
    | "dialect"
    | "repeatedInit"
    | "repeatedAuth"
    | "insufficientBalance"
    | "balance"
    | "notFound"
    | "invalidListing"
    | "listingOrder"
    | "listingTotal"
    | "maxPageSize"
    | "cappedSize"
    | "informingFields"
    | "totalAmount"
  >;
}

export const scenarioOptions: fc.Arbitrary<ScenarioOptions> = fc.record({
  seed: fc.nat(),
  recipients,
  currency: fc.constantFrom("TRY" as const, "TRY" as const, "TRY" as const, "USD" as const),
  delays,
  person,
  masking: fc.constantFrom("none" as const, "all" as const, "stars" as const, "spaced" as const),
  referenceCodes: fc.constantFrom(
    ...["own" as const, "own" as const, "own" as const, "once-sent" as const, "never" as const],
  ),
  conflictAnswer: fc.constantFrom(undefined, undefined, undefined, null, false as const, "" as const),
  isOtherPlanSent: fc.nat(9).map((number) => number === 0),
  vendor: fc.record({
    dialect: fc.constantFrom("documents" as const, "java" as const),
    repeatedInit: fc.constantFrom("rejected" as const, "same-payout" as const, "new-payout" as const),
    repeatedAuth: fc.constantFrom(
      "rejected" as const,
      "ignored" as const,
      "paid-again" as const,
      "paid-again" as const,
    ),
    insufficientBalance: fc.constantFrom("stays" as const, "auth-again" as const, "goes-on" as const),
    balance: fc.constantFrom("99999999.99", "99999999.99", "99999999.99", "100"),
    notFound: fc.oneof(
      { weight: 1, arbitrary: fc.constant("rejected-1000" as const) },
      {
        weight: 11,
        arbitrary: fc.constantFrom(
          "rejected" as const,
          "unknown-code" as const,
          "http-404" as const,
          "success-without-payout" as const,
        ),
      },
    ),
    invalidListing: fc.constantFrom(
      "listed" as const,
      "rejected" as const,
      "always-rejected" as const,
      "success-without-payout" as const,
    ),
    listingOrder: fc.constantFrom("stable" as const, "stable" as const, "shuffled" as const),
    listingTotal: fc.constantFrom("listed" as const, "listed" as const, "all-items" as const),
    maxPageSize: fc.constantFrom(false as const, false as const, 2, 1),
    cappedSize: fc.constantFrom("told" as const, "echoed" as const),
    informingFields: fc.constantFrom("documented" as const, "documented" as const, "odd" as const),
    totalAmount: fc.constantFrom(
      "amount" as const,
      "amount-and-commission" as const,
      "amount-minus-commission" as const,
    ),
  }),
});

type Masking = "none" | "all" | "stars" | "spaced";

/** How iyzico shows a recipient's account. */
const maskings: Record<Masking, (account: string) => string> = {
  none: (account) => account,
  all: () => "********",
  stars: (account) => `${account.slice(0, 2)}******${account.slice(-4)}`,
  spaced: (account) => account.replace(/(.{3})/g, "$1 ").trim(),
};

/** Whether an item has a referenceCode of its own: from init on, once it is sent, or never. */
type ReferenceCodes = "own" | "once-sent" | "never";

/** How iyzico shows an item's referenceCode. */
const referenceCodesShown: Record<ReferenceCodes, (code: string, status: string) => string> = {
  own: (code) => code,
  "once-sent": (code, status) => (["INIT", "QUEUED", "INVALID"].includes(status) ? "N/A" : code),
  never: () => "N/A",
};

/** The scenario of these options, before its first command. */
export async function createScenario(options: ScenarioOptions): Promise<Scenario> {
  const { seed, recipients: orders, vendor, masking, currency } = options;
  const orderOf = ({ itemExternalId }: OrderedItem) => orders[Number(itemExternalId.split("-").at(-1)) - 1];
  const simulator = createSimulator({
    ...vendor,
    credentials,
    seed,
    outcomeOf: (item) => orderOf(item)?.outcome ?? "paid",
    commissionOf: (item) => orderOf(item)?.commission ?? "0",
    recipientInfoOf: maskings[masking],
    referenceCodeOf: referenceCodesShown[options.referenceCodes],
    delays: { queued: 2_000, itemsQueued: 2_000, sent: 2_000, processing: 20_000, refund: 20_000, ...options.delays },
  } satisfies SimulatorOptions);
  const plan: PayoutPlan = {
    key: "plan",
    items: orders.map(({ amount }, at) => ({
      recipientType: at % 2 === 0 ? "MEMBER_ID" : "PHONE",
      recipientInfo: at % 2 === 0 ? `member-000${at}` : `+90555000000${at}`,
      amount: { value: amount, currency },
      description: "A payment",
    })),
  };
  // A vendor that answers an init with the payout of an earlier one confirms the other plan's payout as this payment's.
  if (options.isOtherPlanSent && vendor.repeatedInit !== "same-payout") await sendOtherPlan(simulator, plan);
  return {
    simulator,
    plan,
    store: new LosableStore(options.conflictAnswer),
    random: randomFrom(seed),
    dateOffsetMs: 0,
    evidence: new WireEvidence(),
    options,
    last: undefined,
    approvedAuths: 0,
    operatorAuths: [],
    isRestored: false,
    linkTo: undefined,
    asked: [],
    isStale: false,
    enteredAt: new Map(),
    finalEntries: new Map(),
  };
}

/** A program without a store has sent a wrong plan under the same ids: each recipient gets 7 more. */
async function sendOtherPlan({ fetch }: Simulator, { key, items }: PayoutPlan): Promise<void> {
  await clientFor("http://127.0.0.1", { fetch, rateLimit: false }).init({
    externalId: key,
    items: items.map((item, at) => ({
      ...item,
      itemExternalId: `${key}-${at + 1}`,
      amount: { ...item.amount, value: sumAmounts([item.amount.value, "7"]) },
    })),
  });
}
