import type { CheckMessages } from "../check.js";

/** The Turkish messages of `check`. */
export const check: CheckMessages = {
  faults: (count) => `dosyasında ${count} hata var:`,
  noFaults: "hata yok",
  key: "Key",
  recipients: (count) => `${count} alıcı`,
  sum: "Toplam",
  purpose: "Amaç",
  noPurpose: "yok",
  banks: "Bankalar",
  unknownBank: (code) => `banka ${code}`,
  foreignBank: "başka bir ülke",
  noIban: "IBAN yok",
  repeated: "Yinelenen alıcılar",
  rows: (numbers) => `satır ${numbers}`,
  lines: (numbers) => `dosya satırı ${numbers}`,
  identical: "tutar ve açıklama aynı: birden çok kez ödenir",
  ignoredColumns: (headings) => `Okunmayan sütunlar: ${headings}.`,
  wouldSend: (count, externalId) =>
    `pay, iyzico'ya ${count} kalemli tek bir toplu ödeme talebi (init) gönderir; externalId: ${externalId}.`,
  wouldAuthorise: (sums) =>
    `iyzico hiçbir kalemi reddetmezse, bakiye komisyon hariç ${sums} tutarını karşılıyorsa ve ödeme kayıtlarında aynı listeyi ` +
    "ödeyen başka bir ödeme yoksa sormadan ödeme onayı (auth) verir. Yoksa digest'i ile onaylanacak bir inceleme yazar.",
  wouldAsk: "Ardından digest'i ile onaylanacak bir inceleme yazar: aynı tutar ve açıklamayla yinelenen alıcılar var.",
  wouldContinue: "Ödeme kayıtlarında bu key ile bir ödeme varsa pay onu sürdürür ve hiçbir şeyi iki kez göndermez.",
  wouldSendNothing: "pay hiçbir şey göndermez.",
};
