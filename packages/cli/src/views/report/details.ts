import type { PaymentReport, Purpose, RecipientReport } from "@iyzico-mass-payout/client";
import type { DestinationKind } from "../../messages/destination.js";

/** What a plan adds to an item of a payment. The store has none of it. */
interface PlannedDetails {
  recipientName?: string | undefined;
  /** The account, of which only the end can be seen. */
  recipientMasked: string;
  description?: string | undefined;
}

/** What a report is made of: a stored payment and, if it is given, the plan that it was begun with. */
export interface ReportDetails {
  payment: PaymentReport;
  /** Missing if no plan is given: the report then has ids and amounts only. */
  plan?: {
    purpose?: Purpose | undefined;
    /** The address of iyzico that the payment was begun at, which the plan's fingerprint proves. */
    address: string;
    /** What kind of place that address is. */
    kind: DestinationKind;
    items: ReadonlyMap<string, PlannedDetails>;
  };
  /** When the report is made, in milliseconds since 1970. */
  madeAt: number;
}

/** What is known of an item. */
export interface ReportedItem extends RecipientReport, Partial<PlannedDetails> {}

/** Every item with its details, in the order of the plan. */
export function itemsOf({ payment, plan }: ReportDetails): ReportedItem[] {
  return payment.items.map((item) => ({ ...item, ...plan?.items.get(item.itemExternalId) }));
}
