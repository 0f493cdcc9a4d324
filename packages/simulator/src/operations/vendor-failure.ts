import type { Locale } from "@iyzico-mass-payout/types";

/** A failure answer of iyzico. */
export interface VendorFailure {
  readonly errorCode: string | number;
  readonly message: Readonly<Record<Locale, string>>;
}

const invalidRequest: VendorFailure = { errorCode: "11", message: { tr: "Geçersiz istek", en: "Invalid request" } };

type VendorFailureName =
  | "invalidRequest"
  | "invalidSignature"
  | "unknownCredentials"
  | "invalidIban"
  | "limitExceeded"
  | "notFound"
  | "externalIdTaken"
  | "statusForbids"
  | "undocumented";

/** The failures that the simulator answers. No document has a code for the last four cases: theirs are stand-ins. */
export const vendorFailures: Readonly<Record<VendorFailureName, VendorFailure>> = {
  invalidRequest,
  /** Also for payload errors: more than two decimals, empty strings, unknown keys, wrong types. */
  invalidSignature: { errorCode: "1000", message: { tr: "Geçersiz imza", en: "Invalid signature" } },
  unknownCredentials: {
    errorCode: "1001",
    message: { tr: "api bilgileri bulunamadı", en: "API credentials not found" },
  },
  invalidIban: { errorCode: "2030", message: { tr: "IBAN geçersiz", en: "Invalid IBAN" } },
  /** A number, as in the documents' example. */
  limitExceeded: {
    errorCode: 50000,
    message: { tr: "Request Limit Exceeded", en: "Request Limit Exceeded" },
  },

  notFound: { ...invalidRequest, message: { tr: "Toplu ödeme bulunamadı", en: "Mass payout not found" } },
  externalIdTaken: {
    ...invalidRequest,
    message: { tr: "externalId daha önce kullanıldı", en: "externalId was used before" },
  },
  statusForbids: {
    ...invalidRequest,
    message: { tr: "Toplu ödemenin statüsü buna izin vermiyor", en: "The mass payout's status does not allow this" },
  },
  undocumented: { errorCode: "90404", message: { tr: "Kayıt bulunamadı", en: "Record not found" } },
};

/** Ends an operation with a failure answer. */
export class Rejection extends Error {
  readonly failure: VendorFailure;
  readonly httpStatus: number;

  constructor(failure: VendorFailure, httpStatus = 200) {
    super(failure.message.en);
    this.failure = failure;
    this.httpStatus = httpStatus;
  }
}
