import type { StatusMessages } from "../status.js";

/** The Turkish messages of `status`. */
export const status: StatusMessages = {
  asOf: (changedAt) => `Kayıtlara göre, iyzico'ya sorulmadan. Son değişiklik: ${changedAt}.`,
  created: "Başlangıç",
  required: {
    "external-id-taken":
      "iyzico'da bu externalId ile zaten bir toplu ödeme var ve bu kayıtlarda yok. Her şeyden önce neyi ödediğini öğrenin: " +
      "başka bir key ile aynı alıcılara iki kez ödeme yapılır. Bu ödemeninkiyse onun requestId'siyle sürdürün.",
    "abandoned-payout-moved":
      "Bu ödemenin vazgeçtiği bir toplu ödeme aynı alıcılara ödeme yapabilir. Onlara başka bir yolla ya da başka bir key ile " +
      "ödeme yapmayın, iki toplu ödemeyi de iyzico'ya sorun.",
    "payout-mismatch":
      "iyzico'nun gösterdiği bu ödemeden farklı. Bu alıcılara başka bir ödeme yapmadan önce nedenini öğrenin.",
    "request-id-unknown": "Toplu ödemenin requestId'sini iyzico'dan öğrenip onunla sürdürün.",
    "payout-not-found":
      "iyzico toplu ödemeyi ya da bütün kalemlerini göstermedi. Alıcılara ödeme yapılmış olabilir: onlara başka bir yolla ya da " +
      "başka bir key ile ödeme yapmayın. iyzico'ya requestId ile sorun.",
    stuck:
      "iyzico ödeme onayını (auth) kabul etti, ancak işlediği görünmedi. Alıcılara yine de ödeme yapılabilir: onlara başka bir " +
      "yolla ya da başka bir key ile ödeme yapmayın. iyzico'ya sorun.",
    "init-outcome-unknown":
      "Talep (init) birkaç kez gönderildi, ancak iyzico bir toplu ödeme göstermedi. Hiçbir alıcıya ödeme yapılmadı. iyzico'ya sorun.",
    "init-rejected": "iyzico talebi (init) reddetti. pay hatayı yeniden gösterir. Önce nedenini giderin.",
    "not-sent": "Bir istek gönderilemedi. Nedenini giderin; pay hatayı yeniden gösterir.",
    "retrieve-failed":
      "Toplu ödeme okunamadı. Nedenini giderin; pay hatayı yeniden gösterir. Ödeme onayı (auth) gönderildiyse alıcılara ödeme " +
      "yapılmış olabilir: onlara başka bir yolla ödeme yapmayın.",
    "approval-required": "İnceleme onaylanmalı: pay onu ve digest'ini gösterir. Henüz ödeme onayı verilmedi.",
    "auth-outcome-unknown":
      "Bir ödeme onayı (auth) gönderildi, ancak işlendiği görünmedi. iyzico'ya sorun: işlendi mi, hâlâ işlenebilir mi? iyzico " +
      "ikisine de hayır diyene kadar alıcılara başka bir yolla ödeme yapmayın ve hiçbir incelemeyi onaylamayın.",
    "insufficient-balance":
      "Bakiye bu ödemeyi karşılamıyor. Komisyonlarla birlikte tamamlayın: iyzico'nun kendiliğinden devam etmesi beklenir.",
    "unknown-status":
      "Toplu ödemenin ya da bir kalemin statüsünü bu sürüm tanımıyor. Alıcıları ne ödenmiş ne de ödenmemiş sayılır: onlara başka " +
      "bir yolla ödeme yapmayın, statünün anlamını iyzico'ya sorun.",
    "refund-failed":
      "Bazı alıcılara ödeme yapılmadı ve tutarlar iade edilmedi: iyzico'dan talep edin. Bu alıcılara başka bir yolla ancak " +
      "tutarlar iade edilirse ya da iyzico ödeme yapmayacağını teyit ederse ödeyin.",
    "refund-missing":
      "Bazı kalemler başarısız oldu, tutarları iade edilmedi. Ne ödenmiş ne de kesin olarak ödenmemiş sayılırlar: başka bir yolla " +
      "ödemeyin. iyzico'ya sorun.",
    "items-stuck":
      "Bazı kalemler uzun süredir işlemde. Ne ödenmiş ne de ödenmemiş sayılırlar: başka bir yolla ödemeyin. iyzico'ya sorun.",
  },
  noCommand: "Herhangi bir komutu çalıştırmadan önce iyzico'ya sorun.",
  continueWith:
    "Aynı planla sürdürmek için. İlk çalıştırmanın plan ve hesapla ilgili seçeneklerini de ekleyin, örneğin --purpose, " +
    "--currency, --decimal, --map ve --profile:",
  lookWith: "iyzico'daki toplu ödemeyi görmek için, ilk çalıştırmanın --profile'ı ile:",
  nothingToDo: "Bu ödeme için yapılacak bir şey kalmadı.",
  unknownKey: (key, folder) => `${folder} içinde key'i ${key} olan bir ödeme yok. list, olanları gösterir.`,
  plan: "PLAN",
};
