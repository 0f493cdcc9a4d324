import type { Locale } from "@iyzico-mass-payout/types";

/** How iyzico says no. */
export interface Failure {
  readonly errorCode: string | number;
  readonly message: Readonly<Record<Locale, string>>;
}

const invalidRequest: Failure = { errorCode: "11", message: { tr: "Geçersiz istek", en: "Invalid request" } };

type FailureName =
  | "invalidRequest"
  | "invalidSignature"
  | "unknownCredentials"
  | "invalidIban"
  | "limitExceeded"
  | "notFound"
  | "externalIdTaken"
  | "statusForbids";

/** The failures that are answered. The codes of the second group are stand-ins: no document has one for these cases. */
export const failures: Readonly<Record<FailureName, Failure>> = {
  invalidRequest,
  /** Also for bodies that can't be read: more than two decimals, empty strings, unknown keys, wrong types. */
  invalidSignature: { errorCode: "1000", message: { tr: "Geçersiz imza", en: "Invalid signature" } },
  unknownCredentials: {
    errorCode: "1001",
    message: { tr: "api bilgileri bulunamadı", en: "API credentials not found" },
  },
  invalidIban: { errorCode: "2030", message: { tr: "IBAN geçersiz", en: "Invalid IBAN" } },
  /** A number, as the document shows it. */
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
};

export function systemError(errorCode: string): Failure {
  return { errorCode, message: { tr: "Sistem hatası", en: "System error" } };
}

/** Ends an operation with a failure. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message.en);
    this.failure = failure;
  }
}
