import type { ReviewMessages } from "../review.js";

/** The Turkish messages of `review`. */
export const review: ReviewMessages = {
  payable: "Ödenecek",
  ordered: "Talep edilen (iyzico başka tutarlar ödeyecek)",
  foundAmounts: "iyzico'nun tutarları",
  rejected: "Ödenmeyecek (reddedildi)",
  iyzicoTotal: "iyzico'nun toplamı",
  balance: "Bakiye",
  covered: "karşılıyor, komisyon hariç",
  notCovered: "karşılamıyor",
  fillBalance: "Bakiye bu ödemeyi karşılamıyor: komisyonlarla birlikte tamamlayıp aynı komutu yeniden çalıştırın.",
  fillBalanceSubmitted:
    "Bakiye bu ödemeyi karşılamıyor. Komisyonlarla birlikte tamamlayıp resume ile sürdürün: bir worker hemen sorgular. Yoksa " +
    "sonraki sorgulama saatler sonra olabilir.",
  supersedes: (count, key) =>
    `Bu, ${key} ödemesinin iyzico'nun iade ettiği ya da reddettiği ${count} kalemini yeniden öder.`,
  linkedManually:
    "Bu toplu ödeme elle eşleştirildi, ödeme kayıtlarında yok. iyzico'nun toplamını talep edilen tutarla karşılaştırın.",
  foreignItems:
    "Talebin (init) yanıtında planda olmayan kalemler var: bu toplu ödeme başka bir ödemenin olabilir. iyzico'ya neyi " +
    "ödediğini sorun ve iyzico'nun toplamını talep edilen tutarla karşılaştırın.",
  foundMismatch:
    "Bu toplu ödeme yalnızca bulundu: bu ödemenin hiçbir talebinin (init) yanıtında yok. Tutarları plandakilerden " +
    "komisyonla açıklanamayacak biçimde farklı. Bu digest ile onaylamak iyzico'nun tutarlarını onaylar.",
  repeatedRecipient: (count, itemIds) =>
    `Aynı alıcı, tutar ve açıklama ${count} kez var, ${count} kez ödenir: ${itemIds}.`,
  allowRepeatedRecipients: 'Bu isteniyorsa planda belirtilebilir: "allowRepeatedRecipients": true.',
  sameList: (key, createdAt) =>
    `Başka bir ödemede aynı alıcılar ve aynı tutarlar var: ${key}, ${createdAt} tarihli. Önce onun ödeme mi ` +
    "yaptığını, iptal mi edildiğini, yoksa hâlâ mı sürdüğünü öğrenin: status ya da retrieve gösterir.",
  allowRepeatedList: 'Bu isteniyorsa planda belirtilebilir: "allowRepeatedList": true.',
  approveRepeated:
    "Bu incelemenin digest'i bunu da onaylar: yalnızca isteniyorsa onaylayın. Kayıtlı plan değiştirilemez; başka bir key ile bir " +
    "kez daha ödenir.",
  earlierAuths: (count) =>
    `Daha önce gönderilen ödeme onayı: ${count}. Bir yenisi tüm alıcılara bir kez daha ödeme yaptırabilir: iyzico'nun ne ` +
    "yaptığı belgelenmemiş.",
  newRejections: (itemIds) =>
    "iyzico bu toplu ödemenin bazı kalemlerini reddediyor; vazgeçilen bir toplu ödemede reddettiği görülmedi. Nedeni, " +
    `kalemlerin onda bulunması olabilir: ${itemIds}.`,
  onlyDigest: "Diğerleri yalnızca digest ile onaylanır.",
  digestMismatch: "--approve ile verilen digest bu incelemenin digest'i değil: inceleme değişti ya da digest yanlış.",
  approverOptions: "--by ve --note onayla birlikte saklanır: onaylayan kişininkiler olmalı.",
  approveWith: "Tam olarak bu incelemeyi onaylamak için aynı komutu şununla çalıştırın:",
  cancelWith: "Ödenmemesi gerekiyorsa toplu ödemeyi iptal edin, ardından aynı komutu yeniden çalıştırın:",
  anotherAuth: (digest) =>
    "Yeni bir ödeme onayından önce iyzico'ya sorun: ilk ödeme onayı işlendi mi, hâlâ işlenebilir mi? Yalnızca iyzico ikisine " +
    `de hayır derse ve bu planı başka bir program ödemiyorsa --approve ile bu incelemenin digest'ini verin: ${digest}`,
  rejectedItems: "iyzico'nun reddettikleri, ödenmeyecek:",
  repeatedItems: "Planda birden çok kez olanlar, o kadar kez ödenir:",
  reason: "Neden",
  reasons: { "2005": "IBAN eksik", "2030": "IBAN geçersiz" },
  unknownReason: "neden belirtilmedi",
  moreItems: (count) => `${count} kalem daha; --all hepsini gösterir`,
  digest: "Bu incelemenin digest'i:",
  question: (count) => `Tam olarak bunu onaylamak için ilk ${count} karakterini yazın. Başka bir şey onaylamaz.`,
  prompt: "Digest: ",
  notApproved: "Onaylanmadı. Şimdi ödeme onayı gönderilmedi.",
};
