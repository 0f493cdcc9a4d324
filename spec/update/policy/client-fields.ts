/**
 * The fields that the convenience client reads from answers, by schema. With the lists below, these are the parts of the
 * document that the client depends on: a field that is not listed can change without an effect on its users. A test of
 * packages/internal/contract compares them with the client's types.
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

/** The fields that the client sends in requests, by schema. */
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

/** The lists whose values the client describes. It also accepts values outside them, as unknown. */
export const clientDescribes: readonly string[] = ["MassPayoutStatus", "MassPayoutItemStatus"];

/** The lists whose values the client accepts; it rejects others. */
export const clientAccepts: readonly string[] = [
  "MassPayoutPurpose",
  "MassPayoutCurrency",
  "MassPayoutItemType",
  "RecipientType",
  "Locale",
];

/** The schemas whose fields the corrections move to another name, by the vendor's name. */
export const fieldsMovedTo = {
  MassPayoutRetrieveRequest: "MassPayoutRetrieveFields",
  MassPayoutInitItem: "MassPayoutInitItemFields",
} as const;

/** Whether the client reads or sends a field, of the corrected document or of the vendor's own; an empty one is the schema. */
export function isFieldOfClient(schema: string, field: string): boolean {
  const fields = new Map<string, readonly string[]>(Object.entries({ ...clientReads, ...clientSends }));
  const ofSchema = fields.get(new Map<string, string>(Object.entries(fieldsMovedTo)).get(schema) ?? schema);
  return ofSchema !== undefined && (field === "" || ofSchema.includes(field));
}
