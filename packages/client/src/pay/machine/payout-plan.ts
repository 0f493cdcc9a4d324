import { type FieldForm, type FieldForms, initFields } from "../../api/endpoints.js";
import { copyFields } from "../../validation/copy-fields.js";
import type { InitItem, InitRequest } from "../../validation/init-request.js";
import type { Superseding } from "./payment.js";

/** An item of a plan: an item of init whose id may be left out. */
export type PlannedItem = InitItem extends infer Item
  ? Item extends InitItem
    ? Omit<Item, "itemExternalId"> & { itemExternalId?: string | undefined }
    : never
  : never;

/** The recipients to pay, and the ids to pay them under. */
export interface PayoutPlan extends Omit<InitRequest, "externalId" | "items"> {
  /**
   * Your name of the payment, such as "salaries-2026-11". The same key is the same payment, in every call. The store keeps
   * it under this name.
   */
  key: string;
  /** The payout's id at iyzico; the key by default. */
  externalId?: string | undefined;
  /** Lets the default approval pass although items differ in nothing but their id. `false` by default. */
  allowRepeatedRecipients?: boolean | undefined;
  /**
   * Lets the default approval pass although another payment of the store, made in the last 35 days, pays the same
   * recipients the same amounts. `false` by default.
   */
  allowRepeatedList?: boolean | undefined;
  /**
   * The items of a settled payment that this plan pays again, because they have come back: each item of the plan has the id
   * of one of them with "-again", and its amount. `planRepayment` makes such a plan.
   */
  supersedes?: Superseding | undefined;
  /** The items to pay. An item without an itemExternalId gets the externalId, a hyphen and its position, counted from 1. */
  items: readonly PlannedItem[];
}

export const supersedingFields: Readonly<Record<keyof Superseding, FieldForm>> = { key: "text", items: ["text"] };

const planFields: FieldForms = {
  ...initFields,
  // Typed, so that a new field does not compile before it is here.
  ...({
    key: "text",
    allowRepeatedRecipients: "boolean",
    allowRepeatedList: "boolean",
    supersedes: supersedingFields,
  } satisfies Record<Exclude<keyof PayoutPlan, keyof InitRequest>, FieldForm>),
};

/** Copies a plan, which may be anything: see `copyFields`. */
export function copyPlan(plan: PayoutPlan): PayoutPlan | null | undefined {
  return copyFields(plan, planFields) as PayoutPlan | null | undefined;
}
