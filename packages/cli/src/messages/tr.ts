import type { ActionReason } from "@iyzico-mass-payout/client";
import type { Messages } from "./messages.js";

// In these texts "ödeme onayı" is the authorisation (auth), and "inceleme" the review that an approver approves.

/** Translations of the client's messages; English has the client's own. */
const reasons: Readonly<Record<ActionReason, string>> = {
  "external-id-taken":
    "iyzico'da bu externalId ile zaten bir toplu ödeme var, ancak ödeme kayıtlarında gönderildiği görünmüyor. Nereden " +
    "geldiğini öğrenin. Bu ödemeye aitse ve kayıtlar kaybolduysa aynı komutu requestId'siyle çalıştırın. Değilse plana " +
    "başka bir externalId verin. Hiçbir şey gönderilmedi.",
  "payout-mismatch":
    "iyzico'nun gösterdiği toplu ödemenin kalemleri, alıcıları ya da kimliği bu ödemeninkinden farklı. Nereden geldiğini " +
    "öğrenin. Başka bir şey gönderilmez.",
  "request-id-unknown":
    "iyzico toplu ödemeyi oluşturdu, ancak requestId'yi içeren yanıt kayboldu ve iyzico requestId'yi göstermiyor. " +
    "requestId'yi iyzico'dan öğrenip aynı komutu onunla çalıştırın.",
  "payout-not-found":
    "iyzico bu toplu ödemeyi ya da bütün kalemlerini göstermiyor. Başka bir işlem yapmadan önce iyzico'ya requestId ile " +
    "sorun.",
  stuck:
    "iyzico ödeme onayını (auth) kabul etti, ancak toplu ödeme hâlâ onaylanmamış görünüyor. iyzico'ya sorun. Hiçbir şey " +
    "yeniden gönderilmez.",
  "init-outcome-unknown":
    "Talep (init) üç kez ya da daha fazla gönderildi, ancak iyzico bu externalId ile bir toplu ödeme göstermiyor. " +
    "Hiçbirine ödeme onayı verilmedi, yani hiçbir alıcıya ödeme yapılmadı. iyzico'ya sorun. Aynı komutu aynı planla " +
    "yeniden çalıştırmak talebi bir kez daha gönderir.",
  "init-rejected":
    "iyzico talebi (init) reddetti; hata aşağıda. Nedenini giderip aynı komutu aynı planla yeniden çalıştırın. Neden " +
    "plandaysa düzeltilen plana başka bir key verin.",
  "not-sent": "İstek gönderilemedi; hata aşağıda. Nedenini giderip aynı komutu aynı planla yeniden çalıştırın.",
  "retrieve-failed":
    "Toplu ödeme okunamıyor; hata aşağıda. Nedenini giderip aynı komutu aynı planla yeniden çalıştırın.",
  "approval-required":
    "Henüz ödeme onayı gönderilmedi: önce inceleme onaylanmalı. Reddedilen kalemler bu toplu ödemeyle ödenmez.",
  "auth-outcome-unknown":
    "Daha önce bir ödeme onayı (auth) gönderildi, ancak iyzico toplu ödemeyi onaylanmamış gösteriyor. İkinci bir ödeme " +
    "onayının ne yapacağı belgelenmemiş: önce iyzico'ya sorun. Ödeme onayı yeniden gönderilecekse incelemeyi digest'i " +
    "ile onaylayın.",
  "insufficient-balance":
    "Toplu ödeme bakiyesi bu ödemeyi karşılamıyor. Bakiyeyi tamamlayıp aynı komutu aynı planla yeniden çalıştırın. iyzico " +
    "bundan sonra kendiliğinden devam etmez ve bir inceleme gösterilirse, digest'i ile yeni bir ödeme onayı verilebilir.",
  "unknown-status":
    "Toplu ödemenin ya da bir kalemin statüsünü bu sürüm tanımıyor. Bu statüye dayanarak hiçbir alıcıya ödeme yapılmış " +
    "sayılmaz: anlamını iyzico'ya sorun.",
  "refund-failed":
    "Bu kalemlerin alıcılarına ödeme yapılmadı ve tutarlar bakiyeye iade edilmedi: iyzico'dan talep edin. Ödeme " +
    "kayıtlarında iyzico'dan alacak olarak görünürler.",
};

/** The Turkish messages. */
export const tr: Messages = {
  massPayout: "Toplu ödeme",
  columns: {
    item: "Kalem",
    recipient: "Alıcı",
    account: "Alıcı bilgisi",
    amount: "Tutar",
    commission: "Komisyon",
    state: "Durum",
    status: "iyzico statüsü",
  },
  states: {
    waiting: "bekliyor",
    "in-flight": "işlemde",
    paid: "ödendi",
    "not-paid": "ödenmedi",
    refunded: "iade edildi",
    "action-required": "işlem gerekiyor",
    rejected: "reddedildi",
    cancelled: "iptal edildi",
    unknown: "bilinmiyor",
  },
  retrieve: {
    total: "Toplam",
    successful: "Başarılı",
    commission: "Komisyon",
    noItems: "Bu sayfada kalem yok.",
    range: (first, last, total) => `${total} kalemden ${first}–${last}`,
    settlement: "Ödemenin yapılıp yapılmadığı kalem bazında belli olur; toplu ödemenin statüsü bunu göstermez.",
  },
  pay: {
    phases: {
      planned: "planlandı",
      initiating: "iyzico'ya gönderildi, teyit edilmedi",
      created: "iyzico talebi aldı, ödeme onayı verilmedi",
      authorising: "ödeme onayı gönderildi, teyit edilmedi",
      authorised: "ödeme onayı verildi",
      settled: "tamamlandı",
    },
    pollingAgain: (code) => `iyzico'dan geçerli bir yanıt alınamadı (${code}). Yeniden sorgulanıyor.`,
    stopped: "Durduruldu. Devam etmek için aynı komutu yeniden çalıştırın.",
    settled: {
      all: "Tamamlandı: tüm alıcılara ödeme yapıldı.",
      some: "Tamamlandı: bazı alıcılara ödeme yapıldı, diğerlerine yapılmayacak.",
      none: "Tamamlandı: hiçbir alıcıya ödeme yapılmadı.",
    },
    actionRequired: "İşlem gerekiyor: ödeme kendiliğinden ilerleyemiyor.",
    inProgress: (phase) => `Devam ediyor: ${phase}. Sürdürmek için aynı komutu yeniden çalıştırın.`,
    inDoubt: {
      init:
        "Talep gönderildi (init), iyzico'ya ulaşıp ulaşmadığı henüz bilinmiyor. Ödeme onayı verilmedi: hiçbir alıcıya " +
        "ödeme yapılmadı.",
      auth: "Ödeme onayı gönderildi (auth), iyzico'ya ulaşıp ulaşmadığı henüz bilinmiyor. Ödemeler başlamış olabilir.",
    },
    severalInits: (count) =>
      `Talep ${count} kez gönderildi (init). iyzico'da bu externalId ile başka toplu ödemeler de olabilir. Onlara ödeme ` +
      "onayı verilmedi: iptal edin.",
    recipients: (count) => `${count} alıcı`,
    ordered: "Talep edilen",
    ledger: {
      paid: "Ödenen",
      commission: "Komisyon",
      refund: "Bakiyeye iade edilen",
      receivable: "iyzico'dan alacak",
    },
    payAgain: "Ödeme yapılmayan alıcılara yeni bir planla, başka bir key ve başka bir itemExternalId ile ödenebilir.",
    reason: ({ reason }) => reasons[reason],
    requestIdOption: "requestId için seçenek: --request-id ID.",
  },
  review: {
    payable: "Ödenecek",
    rejected: "Ödenmeyecek (reddedildi)",
    iyzicoTotal: "iyzico'nun toplamı",
    balance: "Bakiye",
    covered: "karşılıyor, komisyon hariç",
    notCovered: "karşılamıyor: bakiyeyi tamamlayıp aynı komutu yeniden çalıştırın",
    linkedManually:
      "Bu toplu ödeme elle eşleştirildi, ödeme kayıtlarında yok. iyzico'nun toplamını talep edilen tutarla karşılaştırın.",
    earlierAuths: (count) =>
      `Daha önce gönderilen ödeme onayı: ${count}. Bir yenisi tüm alıcılara bir kez daha ödeme yaptırabilir: iyzico'nun ne ` +
      "yaptığı belgelenmemiş.",
    digestMismatch: "--approve ile verilen digest bu incelemenin digest'i değil: inceleme değişti ya da digest yanlış.",
    approveWith: "Tam olarak bu incelemeyi onaylamak için aynı komutu şununla çalıştırın:",
  },
};
