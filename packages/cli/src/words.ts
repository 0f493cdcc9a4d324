import type { MassPayoutClientOptions, StatusState } from "@iyzico-mass-payout/client";

export type Locale = NonNullable<MassPayoutClientOptions["locale"]>;

/** The words of one language. */
export interface Words {
  payout: string;
  total: string;
  successful: string;
  commission: string;
  item: string;
  recipient: string;
  account: string;
  amount: string;
  state: string;
  status: string;
  noItems: string;
  shown(first: number, last: number, total: number): string;
  /** Said where a status might be read as more than it says. */
  settlement: string;
  states: Readonly<Record<StatusState, string>>;
}

export const words: Readonly<Record<Locale, Words>> = {
  en: {
    payout: "Mass payout",
    total: "Total",
    successful: "Successful",
    commission: "Commission",
    item: "Item",
    recipient: "Recipient",
    account: "Account",
    amount: "Amount",
    state: "State",
    status: "Status",
    noItems: "No items on this page.",
    shown: (first, last, total) => `Items ${first}–${last} of ${total}`,
    settlement: "Who is paid is decided item by item; the payout's status can't say it.",
    states: {
      waiting: "waiting",
      "in-flight": "in flight",
      paid: "paid",
      "not-paid": "not paid",
      refunded: "refunded",
      "needs-a-person": "needs a person",
      refused: "refused",
      cancelled: "cancelled",
      unknown: "unknown",
    },
  },
  tr: {
    payout: "Toplu ödeme",
    total: "Toplam",
    successful: "Başarılı",
    commission: "Komisyon",
    item: "Kalem",
    recipient: "Alıcı",
    account: "Alıcı bilgisi",
    amount: "Tutar",
    state: "Sonuç",
    status: "iyzico statüsü",
    noItems: "Bu sayfada kalem yok.",
    shown: (first, last, total) => `${total} kalemden ${first}–${last}`,
    settlement: "Kime ödeme yapıldığı kalem bazında belli olur; toplu ödemenin statüsü bunu göstermez.",
    states: {
      waiting: "bekliyor",
      "in-flight": "işlemde",
      paid: "ödendi",
      "not-paid": "ödenmedi",
      refunded: "iade edildi",
      "needs-a-person": "müdahale gerekiyor",
      refused: "reddedildi",
      cancelled: "iptal edildi",
      unknown: "bilinmiyor",
    },
  },
};
