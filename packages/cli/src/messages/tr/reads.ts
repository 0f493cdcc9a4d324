import type { ReadsMessages } from "../reads.js";

/** The Turkish messages of `reads`. */
export const reads: ReadsMessages = {
  balance: "Toplu ödeme bakiyesi",
  isBelow: (limit) => `Bakiye ${limit} tutarının altında.`,
  fields: {
    item: "Kalem",
    referenceCode: "referenceCode",
    recipient: "Alıcı",
    account: "Alıcı bilgisi",
    description: "Açıklama",
    amount: "Tutar",
    commission: "Komisyon",
    status: "iyzico statüsü",
    errors: "iyzico'nun mesajları",
  },
  listed: (printed, read) => `Yazdırılan kalem: ${printed} / ${read}.`,
  incomplete: (printed) =>
    `Liste eksik: ${printed} kalem yazdırıldıktan sonra hata oluştu. Bu listeye dayanarak işlem yapmayın; komutu yeniden ` +
    "çalıştırın.",
  unpaidNote: "unpaid, ödenmemiş bütün kalemleri listeler; iyzico'nun henüz ödeyebileceği kalemler de buna dahildir.",
  waiting: "Henüz yanıt yok",
  actionRequired:
    "İşlem gerekiyor: aşağıdaki kalemleri iyzico'ya sorun. Ne ödenmiş ne de ödenmemiş sayılırlar: statüleri kesinleşene kadar " +
    "alıcılarına başka bir yolla ödeme yapmayın.",
  insufficientBalance:
    "İşlem gerekiyor: bakiye bu toplu ödemeyi karşılamıyor. Bakiyeyi komisyonlarla birlikte tamamlayın; iyzico'nun " +
    "kendiliğinden devam etmesi beklenir.",
  inProgress: "Devam ediyor: bu komutun süresi doldu.",
  stopped: "Durduruldu. Beklemek yalnızca okur: iyzico'da hiçbir şey değişmedi.",
  lastFailure: (message) => `Son sorgulama başarısız oldu: ${message}`,
  continueWith: (command) => `Beklemeyi sürdürmek için: ${command}`,
  notPaid: "Ödenmeyenler:",
  nothingToPrint: "Yazdırılacak kalem yok.",
  noItems: "iyzico hiçbir kalem göstermiyor.",
};
