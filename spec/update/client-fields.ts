/**
 * What the convenience client promises about the document: the fields that it reads from answers and sends in requests,
 * by schema, and the lists of values that decide what it accepts or describes. A field that is not here can come and go
 * without its users noticing. A test of packages/internal/contract holds this against the client's types.
 */
export const clientReads = {
  MassPayoutRetrieveResponse: ["status", "massPayout", "massPayoutItems", "page", "size", "total"],
  MassPayoutItemsPage: ["items", "page", "size", "total"],
  MassPayoutSummary: [
    "externalId",
    "merchantId",
    "massPayoutStatus",
    "totalAmount",
    "totalSuccessfulAmount",
    "totalCommissionAmount",
    "currency",
    "receivedDate",
    "completedDate",
    "canceledDate",
  ],
  MassPayoutItemDetail: [
    "itemExternalId",
    "referenceCode",
    "recipientType",
    "recipientInfo",
    "recipientName",
    "description",
    "itemStatus",
    "errorMessages",
    "errorMessage",
    "totalAmount",
    "commissionAmount",
    "currencyCode",
    "massPayoutRequestId",
  ],
  MassPayoutItemResponse: ["status", "item"],
  MassPayoutInitResponse: ["status", "requestId", "conversationId", "invalidItems"],
  MassPayoutInvalidItem: ["externalId", "errorCode", "errorMessage"],
  MassPayoutAuthResponse: ["status"],
  MassPayoutCancelResponse: ["status"],
  MassPayoutBalanceResponse: ["status", "balance"],
  FailureEnvelope: ["status", "errorCode", "errorMessage", "errorGroup", "systemTime"],
} as const;

export const clientSends = {
  MassPayoutRetrieveFields: ["requestId", "externalMassPayoutId", "page", "size", "itemType"],
  MassPayoutInitRequest: ["externalId", "conversationId", "purpose", "items"],
  MassPayoutInitItemFields: [
    "itemExternalId",
    "recipientType",
    "recipientInfo",
    "recipientName",
    "amount",
    "description",
    "nonWithdrawable",
  ],
  MassPayoutAmount: ["value", "currency"],
  MassPayoutAuthRequest: ["requestId"],
} as const;

/** The client describes these to people; it takes any other text too, as unknown. */
export const clientDescribes: readonly string[] = ["MassPayoutStatus", "MassPayoutItemStatus"];

/** The client accepts these values and no others. */
export const clientAccepts: readonly string[] = [
  "MassPayoutPurpose",
  "MassPayoutCurrency",
  "MassPayoutItemType",
  "RecipientType",
  "Locale",
];

/** Whether the client reads or sends a field. */
export function isFieldOfClient(schema: string, field: string): boolean {
  const fields: Readonly<Record<string, readonly string[]>> = { ...clientReads, ...clientSends };
  return Object.hasOwn(fields, schema) && (fields[schema] ?? []).includes(field);
}
