import type { InitItem, PlannedItem } from "../../src/index.ts";

export const iban = "TR330006100519786457841326";

/** An item for init. */
export const initItem = (itemExternalId: string, value = "100.50"): InitItem => ({
  itemExternalId,
  recipientType: "IBAN",
  recipientInfo: iban,
  recipientName: "Ayşe Yılmaz",
  amount: { value, currency: "TRY" },
  description: "November",
});

/** An item of a plan whose recipient is a member of iyzico. */
export const memberItem = (value: string, member = "member-0"): PlannedItem => ({
  recipientType: "MEMBER_ID",
  recipientInfo: member,
  amount: { value, currency: "TRY" },
  description: "November",
});
