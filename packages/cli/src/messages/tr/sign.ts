import type { SignMessages } from "../sign.js";

/** The Turkish messages of `sign`. */
export const sign: SignMessages = {
  stringToSign: "İmzalanan metin (rastgele anahtar, yol ve gövde, ayırıcısız; gizli anahtar bunun içinde değildir):",
  measured: (bytes, sha256) => `${bytes} bayt, SHA-256 ${sha256}`,
  decoded: "Başlık, şu metnin Base64 halidir:",
  curl: "Aynı istek curl ile:",
  secrecy:
    "Başlıkta API anahtarı Base64 olarak ve bu istek için geçerli bir imza vardır: isteği göndermeye yetkili olmayan kimseyle " +
    "paylaşmayın. Gizli anahtar başlıkta yoktur.",
  noCurlForAuth:
    "Ödeme onayı (auth) için curl satırı verilmez: iki kez gönderilirse tüm alıcılara iki kez ödeme yapılabilir ve hiçbir " +
    "yerde kaydı olmaz. mass-payout pay ya da mass-payout auth kullanın.",
  noCurlForPath:
    "curl satırı yok: yol eğik çizgiyle başlamalı; POST için tam olarak retrieve, init ya da cancel işleminin yolu olmalı.",
  writes: (place) => `curl satırı iyzico'da değişiklik yapar (${place}). Kaydı tutulmaz: bir kez gönderin.`,
  methodMustBe: "METHOD, GET ya da POST olmalı.",
  bodyOfGet: "GET ile --body verilmemeli: isteğin gövdesi yoktur.",
};
