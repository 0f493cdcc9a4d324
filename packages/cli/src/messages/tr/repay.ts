import type { RepayMessages } from "../repay.js";

/** The Turkish messages of `repay`. */
export const repay: RepayMessages = {
  planned: (count, sums) => `Plan ${count} kalemi yeniden ödüyor: ${sums}.`,
  payIt:
    "Henüz hiçbir şey ödenmedi. Kayıt klasörü bir yedekten geri yüklendiyse önce yedekten sonra yeniden ödeme yapılmadığından " +
    "emin olun: kayıtlar onu bilmez ve bu alıcılara iki kez ödeme yapılır. Planı okuyun, reddedilmiş hesapları planda düzeltin, DOSYA olarak saklayın ve ödeyin:",
  settled: "Bu key'in ödemesi zaten sonuçlandı: planını yeniden ödemek hiçbir şey göndermez.",
  cancelled: (itemIds) =>
    `O ödemenin şu kalemleri iptal edildi, repay onları hiçbir key ile planlamaz: ${itemIds}. Yalnızca iyzico toplu ödemenin ` +
    'iptal edildiğini ve bunların hiçbirini ödemediğini teyit ederse onları elle, "supersedes" olmadan planlayın.',
  file: "DOSYA",
  nothing: "Yeniden ödenebilecek bir şey yok: bu ödemenin hiçbir kalemi iade edilmedi ya da reddedilmedi.",
  noPlan:
    "Plan yapılmadı: iyzico bazı kalemleri kayıtlardan farklı gösteriyor. Alıcılarına başka bir yolla ödeme yapmayın.",
  superseded: (itemIds, key) =>
    `Bu kalemleri ${key} ödemesi yeniden ödüyor, başka bir key ödeyemez: ${itemIds}. O ödeme sonuçlanmadıysa planını yeniden ` +
    `ödeyin; repay --key ${key} onu yazar.`,
  changed: (itemId, recorded, shown) =>
    `${itemId} kayıtlarda ${recorded}, iyzico ise onu ${shown === undefined ? "göstermiyor" : `${shown} gösteriyor`}. ` +
    "Planda yok: alıcısına herhangi bir yolla ödeme yapmadan önce iyzico'ya sorun.",
  paidTwice: (itemIds, key) =>
    `Bu kalemlerin alıcılarına iki kez ödeme yapılabilir: ${itemIds}. ${key} ödemesini onaylamayın; ödeme onayı verildiyse ` +
    "ikisini de iyzico'ya sorun.",
  idTaken: (itemIds) =>
    `Yeni kimlikleri ödemenin başka kalemlerinde bulunduğu için bu kalemler planda yok: ${itemIds}.`,
};
