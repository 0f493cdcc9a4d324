import type { MassPayoutCurrency, MassPayoutPurpose } from "@iyzico-mass-payout/types";
import type { Amount } from "../money/amount.js";

/** What a payout is for, in the words that iyzico documents. */
export type Purpose = MassPayoutPurpose;

/** The currencies that iyzico documents. */
export type Currency = MassPayoutCurrency;

/** Who is to be paid. An IBAN needs the name of its holder. All of it is personal data. */
export type Recipient =
  | {
      recipientType: "IBAN";
      /** In its electronic form: capitals and digits, no blanks. */
      recipientInfo: string;
      recipientName: string;
    }
  | {
      recipientType: "PHONE" | "IDENTITY_NUMBER" | "MEMBER_ID";
      /** A phone number as +90 and 10 digits, an identity number of 11 digits, or the id of a member of iyzico. */
      recipientInfo: string;
      recipientName?: string | undefined;
    };

/** One payment to one recipient. */
export type InitItem = Recipient & {
  /** Your own id of this payment; each only once in a payout. */
  itemExternalId: string;
  amount: {
    /** Lira and not kuruş, as a text: "100.50". Above zero, with two decimals at most. Sent digit for digit. */
    value: Amount;
    currency: Currency;
  };
  /** What the payment is for. Needed, unless `checks.description` is false: iyzico's schema needs it, its examples lack it. */
  description?: string | undefined;
  /** Whether money that lands in an iyzico wallet can't be withdrawn from it. */
  nonWithdrawable?: boolean | undefined;
};

/** A payout that is to be received by iyzico. Nobody is paid before it is authorised. */
export interface InitRequest {
  /** Your own id of the payout. What iyzico does with one that it has already is undocumented. */
  externalId: string;
  /** Comes back with the answer. externalId is sent when it is left out: iyzico's English page needs one. */
  conversationId?: string | undefined;
  purpose?: Purpose | undefined;
  /** At least one. */
  items: readonly InitItem[];
}

/** Checks of a request that may be switched off, because iyzico's own samples fail them. All are on by default. */
export interface InitChecks {
  /** IBANs by the format of their country and their checksum. */
  iban?: boolean | undefined;
  /** Identity numbers by their checksum. */
  identityNumber?: boolean | undefined;
  /** Phone numbers by their shape: +90 and 10 digits. */
  phone?: boolean | undefined;
  /** That every item has a description. */
  description?: boolean | undefined;
  /** That all items have the same currency. */
  currency?: boolean | undefined;
}
