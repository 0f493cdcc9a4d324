// Generated from spec/openapi.yaml. Don't edit by hand. Made again by: pnpm generate

/** Every value of {@link MassPayoutRetrieveResponse.status} that the document lists. */
export const massPayoutRetrieveResponseStatuses = [
  "success"
] as const;

/** Every value of {@link MassPayoutItemType} that the document lists. */
export const massPayoutItemTypes = [
  "VALID",
  "INVALID"
] as const;

/** Every value of {@link Locale} that the document lists. */
export const locales = [
  "tr",
  "en"
] as const;

/** Every value of {@link FailureEnvelope.status} that the document lists. */
export const failureEnvelopeStatuses = [
  "failure"
] as const;

/** Every value of {@link MassPayoutStatus} that the document lists. */
export const massPayoutStatuses = [
  "INIT",
  "IN_PROGRESS",
  "PUBLISHED_TO_QUEUE",
  "COMPLETED",
  "FAIL",
  "INSUFFICIENT_BALANCE",
  "CANCELED"
] as const;

/** Every value of {@link MassPayoutItemStatus} that the document lists. */
export const massPayoutItemStatuses = [
  "FAILED",
  "SUCCESS",
  "INIT",
  "INVALID",
  "PROCESSING",
  "MASS_PAYOUT_CANCELED",
  "QUEUED",
  "DEPOSIT_SUCCESS",
  "DEPOSIT_FAIL"
] as const;

/** Every value of {@link RecipientType} that the document lists. */
export const recipientTypes = [
  "PHONE",
  "IBAN",
  "IDENTITY_NUMBER",
  "MEMBER_ID"
] as const;
