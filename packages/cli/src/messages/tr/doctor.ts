import type { DoctorMessages } from "../doctor.js";

const explanations: Readonly<Record<string, string>> = {
  "5": "Ağ geçidi anahtarları reddetti: anahtarlar bu ortamın mı, üye iş yeri etkin mi?",
  "1000":
    "iyzico imzayı reddetti. Gizli anahtar büyük olasılıkla yanlış ya da eksik: iyzico panelinden yeniden kopyalayın. Yolu ya da " +
    "gövdeyi değiştiren bir vekil sunucu da aynı sonucu doğurur.",
  "1001":
    "iyzico bu adreste API anahtarını tanımıyor. Çoğunlukla canlı ortamda sandbox anahtarı ya da tersi kullanılmıştır.",
  "1007": "İmza ulaşmadı. Bir vekil sunucu başlıkları siliyor mu?",
  "1009": "Authorization başlığı ulaşmadı. Bir vekil sunucu onu siliyor mu?",
  "2000":
    "Anahtarlar doğru, ancak bu üye iş yeri için toplu ödeme açık değil. iyzico desteğinden bu ortamda açılmasını isteyin.",
  "50000": "iyzico'nun istek sınırı aşıldı. Bir dakika bekleyin.",
  "100001":
    "iyzico'nun servisi hata verdi. Toplu ödeme açık olmadığında da görüldü: yeniden deneyin, sürerse iyzico'ya sorun.",
};

/** The Turkish messages of `doctor`. */
export const doctor: DoctorMessages = {
  names: {
    node: "Node.js",
    credentials: "anahtarlar",
    address: "adres",
    proxy: "vekil sunucu",
    dns: "ad çözümleme",
    tcp: "bağlantı",
    tls: "TLS",
    clock: "saat",
    balance: "imzalı istek",
    store: "kayıtlar",
  },
  statuses: { ok: "tamam", failed: "HATALI", skipped: "atlandı" },
  result: { ok: "Her şey yolunda.", failed: "Sorun var: ne yapılacağı yukarıda." },
  nodeTooOld: (version) => `${version} çok eski. Node.js 20.12 ya da daha yenisini kurun.`,
  keys: (masked, length, source) => `API anahtarı ${masked} (${length} karakter) ve gizli anahtar, kaynak: ${source}`,
  fromEnvironment: "ortam değişkenleri",
  fromProfile: (name) => `${name} profili`,
  keyHasQuotes:
    "Bir anahtarda tırnak işareti var: onu belirleyen dosya ya da betik büyük olasılıkla iki kez tırnaklamış. Tırnakları kaldırın.",
  keyHasBlanks:
    "Bir anahtarda boşluk, satır sonu ya da görünmez karakter veya API anahtarında ':' ya da '&' var: iyzico panelinden yeniden " +
    "kopyalayın.",
  addressIs: (origin, place) =>
    `${origin} (${{ production: "CANLI ORTAM", sandbox: "SANDBOX", test: "test adresi" }[place]})`,
  addressHasPath: (path) => `Adreste yol olmamalı: IYZICO_BASE_URL içinden ${path} bölümünü çıkarın.`,
  addressHasOldPath:
    "Adreste yol olmamalı: istemci /v1/mass/payout yolunu kendisi ekler. iyzico'da /v2/masspayout diye bir yol yoktur; bununla her " +
    "istek başarısız olur. IYZICO_BASE_URL değerini https://api.iyzipay.com ya da https://sandbox-api.iyzipay.com yapın.",
  addressInvalid: (message) =>
    `Adres kullanılamıyor (${message}) IYZICO_BASE_URL değerini düzeltin, örneğin https://sandbox-api.iyzipay.com.`,
  wrongEnvironment: {
    "sandbox-key-on-production":
      "API anahtarı sandbox'ın, adres ise canlı ortam. Canlı ortamın anahtarlarını ya da " +
      "IYZICO_BASE_URL=https://sandbox-api.iyzipay.com kullanın.",
    "production-key-on-sandbox":
      "API anahtarı sandbox- ile başlamıyor, adres ise sandbox. Sandbox'ın anahtarlarını kullanın; gerçek ödeme yapılacaksa " +
      "IYZICO_BASE_URL=https://api.iyzipay.com.",
  },
  noProxy: "vekil sunucu tanımlı değil",
  proxyUsed: (names) => `istekler ${names} ile tanımlı vekil sunucudan geçer`,
  proxyUnused: (names) =>
    `${names} tanımlı ama kullanılmıyor. Bu makine iyzico'ya yalnızca vekil sunucu üzerinden ulaşıyorsa NODE_USE_ENV_PROXY=1 de tanımlayın.`,
  proxyNeedsNewerNode: (names) =>
    `${names} tanımlı, ancak bu Node.js sürümü onu okumuyor. Node.js 24 kullanın ya da docs/proxies.md belgesine bakın.`,
  behindProxy: "denetlenmedi: bağlantıyı vekil sunucu kurar",
  notReached: "denetlenmedi: yukarıdaki bir denetim başarısız",
  resolved: (addresses) => addresses,
  unresolved: (host, code) =>
    `${host} için adres bulunamadı (${code}). Ağ çalışıyor mu, IYZICO_BASE_URL içindeki ad doğru mu?`,
  connected: (host, port) => `${host}:${port} yanıt veriyor`,
  notConnected: (host, port, code) =>
    `${host}:${port} adresine ulaşılamıyor (${code}). Güvenlik duvarı mı engelliyor, vekil sunucu mu gerekiyor? docs/proxies.md belgesine bakın.`,
  noTls: "kullanılmıyor: bu makinenin adresi",
  tlsIs: (protocol, days) => `${protocol}, sertifika ${days} gün daha geçerli`,
  tlsFailed: (code) =>
    `Güvenli bağlantı kurulamadı (${code}). Bağlantıları açan bir vekil sunucunun sertifikası NODE_EXTRA_CA_CERTS ile tanıtılmalı; yanlış ` +
    "bir saat geçerli sertifikaları da geçersiz gösterir. Denetimi kapatmayın.",
  tlsExpires: (days) =>
    `Sertifika ${days} gün sonra sona eriyor. Şirketin vekil sunucusununsa yeniletin; iyzico kendi sertifikasını yeniler.`,
  clockDiffers: (seconds) => `sunucununkinden ${seconds} sn farklı`,
  clockWrong: (seconds) =>
    `Bu makinenin saati sunucununkinden ${seconds} sn farklı. Saati NTP ile ayarlayın: bekleme süreleri ve kayıtlardaki tarihler ona ` +
    "dayanır.",
  noDate: "denetlenmedi: sunucu tarih göndermedi",
  balanceAnswered: "iyzico imzayı kabul etti ve bakiyeyi bildirdi",
  balanceFailed: (errorCode, message) =>
    (errorCode === undefined ? undefined : explanations[errorCode]) ?? `İstek başarısız oldu: ${message}`,
  otherTarget: (target) => `iyzico imzayı ${target} ile kabul ediyor: IYZICO_SIGNED_TARGET=${target} tanımlayın.`,
  storeIs: (folder) => `${folder} bir ödeme kayıt klasörü`,
};
