// Generated from spec/openapi.yaml. Don't edit by hand. Regenerate with: pnpm generate

/** Every value of {@link MassPayoutItemType} that the document lists. */
export const massPayoutItemTypes = [
  "VALID",
  "INVALID"
] as const;

/** Every value of {@link MassPayoutPurpose} that the document lists. */
export const massPayoutPurposes = [
  "SALARY",
  "BONUS",
  "SETTLEMENT",
  "GOODS",
  "SERVICES",
  "CASHBACK",
  "REBATES",
  "DONATIONS"
] as const;

/** Every value of {@link MassPayoutCurrency} that the document lists. */
export const massPayoutCurrencies = [
  "TRY",
  "USD",
  "EUR"
] as const;

/** Every value of {@link MassPayoutInitItemByIban.recipientType} that the document lists. */
export const massPayoutInitItemByIbanRecipientTypes = [
  "IBAN"
] as const;

/** Every value of {@link MassPayoutInitItemByOtherId.recipientType} that the document lists. */
export const massPayoutInitItemByOtherIdRecipientTypes = [
  "PHONE",
  "IDENTITY_NUMBER",
  "MEMBER_ID"
] as const;

/** Every value of {@link Locale} that the document lists. */
export const locales = [
  "tr",
  "en"
] as const;

/** Every value of {@link SuccessStatus} that the document lists. */
export const successStatuses = [
  "success"
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
