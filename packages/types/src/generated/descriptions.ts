// Generated from spec/openapi.yaml. Don't edit by hand. Regenerate with: pnpm generate
import type { Locale, MassPayoutItemStatus, MassPayoutStatus } from "./api.js";

/**
 * The meaning of each {@link MassPayoutStatus}: the vendor's English description and a Turkish translation. Without a
 * translation, `tr` has the English description.
 */
export const massPayoutStatusDescriptions: Readonly<Record<MassPayoutStatus, Readonly<Record<Locale, string>>>> = {
  "INIT": {
    "en": "Mass payout request received but not yet authorized.",
    "tr": "Toplu ödeme talebi alındı, ancak henüz onaylanmadı."
  },
  "IN_PROGRESS": {
    "en": "Request has been authorized and marked as in progress with a valid requestId.",
    "tr": "Talep geçerli bir requestId ile onaylandı ve işleme alındı."
  },
  "PUBLISHED_TO_QUEUE": {
    "en": "Request published to iyzico internal queue. At least one payment has been sent to the bank.",
    "tr": "Talep iyzico'nun iç kuyruğuna aktarıldı. En az bir ödeme bankaya gönderildi."
  },
  "COMPLETED": {
    "en": "All items related to the mass payout have been successfully processed.",
    "tr": "Toplu ödemedeki tüm kalemler başarıyla işlendi."
  },
  "FAIL": {
    "en": "All items within the mass payout failed at the bank.",
    "tr": "Toplu ödemedeki tüm kalemler bankada başarısız oldu."
  },
  "INSUFFICIENT_BALANCE": {
    "en": "Insufficient merchant mass payout balance to execute the request.",
    "tr": "Üye iş yerinin toplu ödeme bakiyesi talebi karşılamaya yetmiyor."
  },
  "CANCELED": {
    "en": "Mass payout request has been canceled.",
    "tr": "Toplu ödeme talebi iptal edildi."
  }
};

/**
 * The meaning of each {@link MassPayoutItemStatus}: the vendor's English description and a Turkish translation. Without a
 * translation, `tr` has the English description.
 */
export const massPayoutItemStatusDescriptions: Readonly<Record<MassPayoutItemStatus, Readonly<Record<Locale, string>>>> = {
  "FAILED": {
    "en": "Item was sent to the bank but failed. Includes errors returned from the bank or general processing errors. Validation errors will also result in this status.",
    "tr": "Kalem bankaya gönderildi ancak başarısız oldu. Bankadan dönen hatalar ve genel işlem hataları buna dahildir. Doğrulama hataları da bu statüyle sonuçlanır."
  },
  "SUCCESS": {
    "en": "Item was sent to the bank and completed successfully.",
    "tr": "Kalem bankaya gönderildi ve başarıyla tamamlandı."
  },
  "INIT": {
    "en": "When the mass payout is created, items are stored in waiting state before auth",
    "tr": "Toplu ödeme oluşturulduğunda kalemler, onaydan önce bekleme durumunda saklanır."
  },
  "INVALID": {
    "en": "Parameter(s) are invalid, missing, or inconsistent.",
    "tr": "Parametreler geçersiz, eksik veya tutarsız."
  },
  "PROCESSING": {
    "en": "Item has been sent to the bank and is being processed.",
    "tr": "Kalem bankaya gönderildi ve işleniyor."
  },
  "MASS_PAYOUT_CANCELED": {
    "en": "Item was canceled because the parent mass payout was canceled.",
    "tr": "Bağlı olduğu toplu ödeme iptal edildiği için kalem de iptal edildi."
  },
  "QUEUED": {
    "en": "Item has been queued (for both bank transfer and wallet/deposit flows)",
    "tr": "Kalem kuyruğa alındı (hem banka transferi hem cüzdan/para yatırma akışları için)."
  },
  "DEPOSIT_SUCCESS": {
    "en": "Failed item and its commission amount were successfully refunded to the merchant mass payout balance",
    "tr": "Başarısız kalemin tutarı ve komisyonu, üye iş yerinin toplu ödeme bakiyesine iade edildi."
  },
  "DEPOSIT_FAIL": {
    "en": "Failed payment amount and commission amount could not be refunded to the mass payout balance. An error was returned.",
    "tr": "Başarısız ödemenin tutarı ve komisyonu toplu ödeme bakiyesine iade edilemedi. Bir hata alındı."
  }
};
