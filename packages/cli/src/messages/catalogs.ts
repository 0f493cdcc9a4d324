import type { Locale } from "@iyzico-mass-payout/client";
import type { ByHandMessages } from "./by-hand.js";
import type { CheckMessages } from "./check.js";
import type { DestinationMessages } from "./destination.js";
import type { DoctorMessages } from "./doctor.js";
import type { DurableMessages } from "./durable.js";
import type { ErrorsMessages } from "./errors.js";
import type { HelpMessages } from "./help.js";
import type { ListMessages } from "./list.js";
import type { PayMessages } from "./pay.js";
import type { PayoutsMessages } from "./payouts.js";
import type { PlanMessages } from "./plan.js";
import type { ProbeMessages } from "./probe.js";
import type { ReadsMessages } from "./reads.js";
import type { RepayMessages } from "./repay.js";
import type { ReportMessages } from "./report.js";
import type { RetrieveMessages } from "./retrieve.js";
import type { ReviewMessages } from "./review.js";
import type { SheetsMessages } from "./sheets.js";
import type { SignMessages } from "./sign.js";
import type { SimulateMessages } from "./simulate.js";
import type { StatusMessages } from "./status.js";
import type { StatusesMessages } from "./statuses.js";
import type { UsageMessages } from "./usage.js";

/** The languages that `--locale` takes. */
export const locales: readonly Locale[] = ["tr", "en"];

/** The messages of one area in each language. */
export interface Catalog<Messages> {
  /** Loads the messages in a language. A command does it before it prints, so that it loads no more than it prints. */
  load(locale: Locale): Promise<void>;
  /** The messages in a language that was loaded. */
  in(locale: Locale): Messages;
}

// Without an effect: a bundler leaves out the catalogs that an entry point does not use.
/* @__NO_SIDE_EFFECTS__ */
function createCatalog<Messages>(loaders: Readonly<Record<Locale, () => Promise<Messages>>>): Catalog<Messages> {
  const loaded: Partial<Record<Locale, Messages>> = {};
  return {
    async load(locale) {
      loaded[locale] ??= await loaders[locale]();
    },
    in(locale) {
      const messages = loaded[locale];
      if (messages === undefined) throw new Error(`The messages in ${locale} are not loaded.`);
      return messages;
    },
  };
}

export const payMessages: Catalog<PayMessages> = createCatalog({
  tr: async () => (await import("./tr/pay.js")).pay,
  en: async () => (await import("./en/pay.js")).pay,
});

export const payoutsMessages: Catalog<PayoutsMessages> = createCatalog({
  tr: async () => (await import("./tr/payouts.js")).payouts,
  en: async () => (await import("./en/payouts.js")).payouts,
});

export const reportMessages: Catalog<ReportMessages> = createCatalog({
  tr: async () => (await import("./tr/report.js")).report,
  en: async () => (await import("./en/report.js")).report,
});

export const repayMessages: Catalog<RepayMessages> = createCatalog({
  tr: async () => (await import("./tr/repay.js")).repay,
  en: async () => (await import("./en/repay.js")).repay,
});

export const retrieveMessages: Catalog<RetrieveMessages> = createCatalog({
  tr: async () => (await import("./tr/retrieve.js")).retrieve,
  en: async () => (await import("./en/retrieve.js")).retrieve,
});

export const reviewMessages: Catalog<ReviewMessages> = createCatalog({
  tr: async () => (await import("./tr/review.js")).review,
  en: async () => (await import("./en/review.js")).review,
});

export const helpMessages: Catalog<HelpMessages> = createCatalog({
  tr: async () => (await import("./tr/help.js")).help,
  en: async () => (await import("./en/help.js")).help,
});

export const usageMessages: Catalog<UsageMessages> = createCatalog({
  tr: async () => (await import("./tr/usage.js")).usage,
  en: async () => (await import("./en/usage.js")).usage,
});

export const errorsMessages: Catalog<ErrorsMessages> = createCatalog({
  tr: async () => (await import("./tr/errors.js")).errors,
  en: async () => (await import("./en/errors.js")).errors,
});

export const simulateMessages: Catalog<SimulateMessages> = createCatalog({
  tr: async () => (await import("./tr/simulate.js")).simulate,
  en: async () => (await import("./en/simulate.js")).simulate,
});

export const sheetsMessages: Catalog<SheetsMessages> = createCatalog({
  tr: async () => (await import("./tr/sheets.js")).sheets,
  en: async () => (await import("./en/sheets.js")).sheets,
});

export const planMessages: Catalog<PlanMessages> = createCatalog({
  tr: async () => (await import("./tr/plan.js")).plan,
  en: async () => (await import("./en/plan.js")).plan,
});

export const checkMessages: Catalog<CheckMessages> = createCatalog({
  tr: async () => (await import("./tr/check.js")).check,
  en: async () => (await import("./en/check.js")).check,
});

export const statusMessages: Catalog<StatusMessages> = createCatalog({
  tr: async () => (await import("./tr/status.js")).status,
  en: async () => (await import("./en/status.js")).status,
});

export const listMessages: Catalog<ListMessages> = createCatalog({
  tr: async () => (await import("./tr/list.js")).list,
  en: async () => (await import("./en/list.js")).list,
});

export const readsMessages: Catalog<ReadsMessages> = createCatalog({
  tr: async () => (await import("./tr/reads.js")).reads,
  en: async () => (await import("./en/reads.js")).reads,
});

export const statusesMessages: Catalog<StatusesMessages> = createCatalog({
  tr: async () => (await import("./tr/statuses.js")).statuses,
  en: async () => (await import("./en/statuses.js")).statuses,
});

export const signMessages: Catalog<SignMessages> = createCatalog({
  tr: async () => (await import("./tr/sign.js")).sign,
  en: async () => (await import("./en/sign.js")).sign,
});

export const byHandMessages: Catalog<ByHandMessages> = createCatalog({
  tr: async () => (await import("./tr/by-hand.js")).byHand,
  en: async () => (await import("./en/by-hand.js")).byHand,
});

export const doctorMessages: Catalog<DoctorMessages> = createCatalog({
  tr: async () => (await import("./tr/doctor.js")).doctor,
  en: async () => (await import("./en/doctor.js")).doctor,
});

export const destinationMessages: Catalog<DestinationMessages> = createCatalog({
  tr: async () => (await import("./tr/destination.js")).destination,
  en: async () => (await import("./en/destination.js")).destination,
});

export const durableMessages: Catalog<DurableMessages> = createCatalog({
  tr: async () => (await import("./tr/durable.js")).durable,
  en: async () => (await import("./en/durable.js")).durable,
});

export const probeMessages: Catalog<ProbeMessages> = createCatalog({
  tr: async () => (await import("./tr/probe.js")).probe,
  en: async () => (await import("./en/probe.js")).probe,
});
