import type { MassPayoutCurrency, MassPayoutPurpose } from "@iyzico-mass-payout/types";
import type { Amount } from "../money/amount.js";
import type { OptionNames } from "./check-names.js";

/** What a payout is for: one of the purposes that iyzico documents. */
export type Purpose = MassPayoutPurpose;

/** The currencies that iyzico documents. */
export type Currency = MassPayoutCurrency;

/** The recipient of a payment. With an IBAN, the holder's name is required. All of it is personal data. */
export type Recipient =
  | {
      recipientType: "IBAN";
      /** The IBAN in its electronic form: capitals and digits, without blanks. */
      recipientInfo: string;
      recipientName: string;
    }
  | {
      recipientType: "PHONE" | "IDENTITY_NUMBER" | "MEMBER_ID";
      /** A phone number as +90 and 10 digits, an identity number of 11 digits, or the id of an iyzico member. */
      recipientInfo: string;
      recipientName?: string | undefined;
    };

/** One payment to one recipient. */
export type InitItem = Recipient & {
  /** Your id of this payment, unique in the payout. In Unicode's form NFC, without white space around it. */
  itemExternalId: string;
  amount: {
    /**
     * In units of `currency`, lira and not kuruş, as a string: "100.50". Above zero, two decimals at most. Sent digit
     * for digit.
     */
    value: Amount;
    currency: Currency;
  };
  /**
   * What the payment is for. Required, unless `checks.description` is false: iyzico's schema requires it, its examples
   * lack it.
   */
  description?: string | undefined;
  /** Whether money that arrives in an iyzico wallet cannot be withdrawn from it. */
  nonWithdrawable?: boolean | undefined;
};

/** A payout to create at iyzico. No recipient is paid before it is authorised. */
export interface InitRequest {
  /** Your id of the payout, in Unicode's form NFC, without white space around it. What iyzico does with an id that it already has is undocumented. */
  externalId: string;
  /** Returned with the answer. The externalId by default, because iyzico's English page requires one. */
  conversationId?: string | undefined;
  purpose?: Purpose | undefined;
  /** At least one. */
  items: readonly InitItem[];
}

/**
 * The checks of a request that can be switched off, because iyzico's own samples fail them. All are on by default. A name
 * that is no check is rejected with `invalid_configuration`.
 */
export interface InitChecks {
  /** An IBAN has the form of its country and correct check digits. */
  iban?: boolean | undefined;
  /** An identity number has 11 digits and correct check digits. */
  identityNumber?: boolean | undefined;
  /** A phone number is +90 and 10 digits. */
  phone?: boolean | undefined;
  /** Every item has a description. */
  description?: boolean | undefined;
  /** All items have the same currency. */
  currency?: boolean | undefined;
}

export const initCheckNames: OptionNames<InitChecks> = {
  iban: true,
  identityNumber: true,
  phone: true,
  description: true,
  currency: true,
};
