import type { ListMessages } from "../list.js";

/** The Turkish messages of `list`. */
export const list: ListMessages = {
  columns: {
    key: "Key",
    outcome: "Sonuç",
    phase: "Aşama",
    recipients: "Alıcı",
    sums: "Talep edilen",
    created: "Başlangıç",
    changed: "Son değişiklik",
  },
  phases: {
    planned: "planlandı",
    initiating: "init gönderildi",
    created: "alındı",
    authorising: "auth gönderildi",
    authorised: "onaylandı",
    settled: "tamamlandı",
  },
  outcomes: { "action-required": "işlem gerekiyor", "in-progress": "sürüyor" },
  paid: { all: "hepsi ödendi", some: "bazıları ödendi", none: "hiçbiri ödenmedi" },
  empty: "Kayıtlarda ödeme yok.",
  unreadable: (count) => `${count} ödeme okunamıyor:`,
};
