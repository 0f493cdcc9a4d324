import type { FindingCode, MassPayoutErrorCode, RequestFaultReason } from "@iyzico-mass-payout/client";
import type { ErrorsMessages, ExplainedError } from "../errors.js";

/** What failed, and what to do about it, for each error code of the client. */
const texts: Readonly<Record<MassPayoutErrorCode, readonly [what: string, remedy: string]>> = {
  invalid_configuration: ["bir ayar kullanılamıyor.", "Ayarı düzeltin. Hiçbir şey gönderilmedi."],
  invalid_request: ["istek hatalı.", "İsteği düzeltin. Hiçbir şey gönderilmedi."],
  load_failed: [
    "programın bir parçası yüklenemedi.",
    "Paketin dosyaları program çalışırken değişmiş ya da silinmiş olabilir: komutu yeniden çalıştırın. Hiçbir şey gönderilmedi.",
  ],
  invalid_amount: [
    "bir tutar ondalık sayı değil ya da para biriminin taşıdığından çok basamağı var.",
    "Tutarı düzeltin.",
  ],
  aborted: ["komut durduruldu.", "Aynı komut yeniden çalıştırılırsa sürdürür."],
  timeout: ["iyzico zamanında yanıt vermedi.", "Ağı ve iyzico'nun durumunu denetleyin."],
  deadline_exceeded: ["süre doldu.", "Sonra yeniden deneyin."],
  network_error: ["iyzico'ya ulaşılamadı ya da yanıtı eksik geldi.", "Ağı, DNS'i ve vekil sunucuyu denetleyin."],
  redirected: [
    "iyzico'nun adresi başka bir adrese yönlendiriyor.",
    "IYZICO_BASE_URL'yi denetleyin; yönlendirmeler izlenmez.",
  ],
  unreadable_response: [
    "yanıt iyzico'nun belgelediği biçimde değil.",
    "iyzico'nun yerine bir vekil sunucunun yanıt verip vermediğini denetleyin.",
  ],
  authentication_failed: ["iyzico imzayı ya da kimlik bilgilerini reddetti.", "İki anahtarı ve adresi denetleyin."],
  product_not_enabled: [
    "toplu ödeme bu üye iş yeri için açık değil.",
    "iyzico desteğinden ürünü bu ortamda açmasını isteyin.",
  ],
  rate_limited: [
    "iyzico'nun istek sınırı aşıldı.",
    "Bir dakika bekleyin ve dakikada daha az istek gönderin. init, auth ya da cancel'ı yeniden göndermeden önce toplu " +
      "ödemeyi sorgulayın.",
  ],
  rate_limiter_failed: ["istek sınırlayıcı çalışmadı.", "Nedenini giderin."],
  service_error: ["iyzico'nun hizmeti ya da önündeki bir vekil sunucu hata verdi.", "Bu tür hatalar geçicidir."],
  request_rejected: ["iyzico isteği reddetti.", "Aynı istek yeniden reddedilir; nedenini giderin."],
  incomplete_listing: [
    "toplu ödemenin sayfaları bütün kalemlerini vermiyor.",
    "Sonra yeniden okuyun. O zamana kadar hiçbir kaleme göre işlem yapmayın.",
  ],
  not_found: [
    "iyzico bir toplu ödeme göstermedi.",
    "Kimliği ve ortamı denetleyin. iyzico yeni bir toplu ödemeyi hemen göstermeyebilir.",
  ],
  payment_locked: [
    "bu ödeme üzerinde başka bir işlem (process) çalışıyor ya da bu işlem kilidini yitirdi.",
    "Onu bekleyin; bitince aynı komutu yeniden çalıştırın. Alıcılara başka bir yolla ödeme yapmayın.",
  ],
  plan_mismatch: [
    "plan, ödemenin başladığı plandan farklı.",
    "Önce seçenekleri denetleyin: --purpose, --currency, --decimal, --map ve --profile ilk çalıştırmadaki gibi olmalı. Sonra " +
      "aynı dosyayla çalıştırın. Başka bir key başka bir ödemedir: bu ödemenin alıcılarına da ödeme yapar. Hiçbir şey " +
      "gönderilmedi.",
  ],
  payment_unreadable: [
    "bu ödemenin kaydı bozuk ya da bu ödemenin değil.",
    "Kayda dokunulmadı ve hiçbir şey gönderilmedi. Bir şeyi geri yüklemeden önce toplu ödemenin ne olduğunu iyzico'ya " +
      "sorun: yedek gibi eski bir kayıtta gönderilmiş bir ödeme onayı (auth) eksik olabilir ve yeniden gönderilir.",
  ],
  store_failed: [
    "ödeme kayıtları okunamadı ya da yazılamadı.",
    "Nedenini giderip aynı komutu yeniden çalıştırın. Alıcılara başka bir yolla ödeme yapmayın.",
  ],
  payment_lost: [
    "bu komutun sakladığı kayıt artık yok. Gönderilenlerin etkisi bilinmiyor; toplu ödeme onaylanmış olabilir.",
    "Bu alıcılara, ne bu key ile ne başka bir key ile, kayıtların en yeni hâli geri gelmeden ödeme yapmayın. Geri " +
      "gelmezse toplu ödemeleri externalId ile iyzico'ya sorun.",
  ],
  store_missing: [
    "klasör yok ya da bir kayıt klasörü değil. Hiçbir şey gönderilmedi.",
    "Yolu ve diskin bağlı olduğunu denetleyin. Yalnızca ilk kullanımda pay komutuna --new-store verin: başka bir klasörde her ödeme " +
      "yeni olur ve yeniden ödenir.",
  ],
};

/** The remedies of iyzico's error codes that say more than the client's code. */
const vendorRemedies: Readonly<Record<string, string>> = {
  "1000":
    "Gizli anahtar yanlış olabilir ya da bir vekil sunucu isteğin yolunu ya da gövdesini değiştirmiştir. iyzico, okuyamadığı " +
    "bir gövdeye de 1000 der: ikiden çok ondalık, boş metin, bilinmeyen alan, yanlış tür.",
  "1001":
    "API anahtarı bu adreste bilinmiyor: genellikle canlı adreste bir sandbox anahtarı ya da sandbox'ta bir canlı anahtardır.",
  "1007": "İmza ulaşmadı: bir vekil sunucu başlıkları siliyor olabilir.",
  "1009": "Authorization başlığı ulaşmadı: bir vekil sunucu onu siliyor olabilir.",
  "100001": "Toplu ödeme üye iş yeri için açık olmadığında da görüldü.",
};

const reasons: Readonly<Record<RequestFaultReason, string>> = {
  missing: "gerekli",
  "wrong-type": "başka bir türde olmalı",
  empty: "boş olmamalı",
  "unknown-field": "API'de böyle bir alan yok",
  "unknown-value": "iyzico'nun belgelediği değerlerden biri olmalı",
  "out-of-range": "izin verilen aralıkta bir tam sayı olmalı",
  "not-normalised": "Unicode NFC biçiminde olmalı, başında ve sonunda boşluk olmamalı",
  "unsafe-text": "yanlış çözülmüş ya da kesilmiş bir metin, denetim karakteri ya da görünmez karakter içermemeli",
  "unsafe-in-path": "isteğin yolunu değiştirecek bir kimlik olmamalı",
  repeated: "daha önceki bir kalemin kimliğiyle aynı olmamalı",
  "number-for-amount": "sayı değil metin olmalı: bir sayı basamak yitirmiş olabilir",
  "not-an-amount": 'düz bir ondalık sayı olmalı: "1,50", "1e3" ve "007" değildir',
  "too-many-decimals": "en çok iki ondalık taşımalı",
  "not-above-zero": "sıfırdan büyük olmalı",
  "already-set": "verilmemeli: ödemenin başka bir requestId'si var",
  "above-limit": "sınırı aşmamalı",
  "unfit-supersedes": 'planın key\'ine ve kalemlerine uymalı: başka bir key ve sonuna "-again" eklenmiş kimlikler',
  "not-repayable":
    "kayıtlarda olan, sonuçlanmış bir ödemenin iade edilmiş ya da reddedilmiş kaleminden olmalı; iyzico da onu şimdi öyle " +
    "göstermeli ve tutarı aynı olmalı",
  superseded: "başka bir ödemenin zaten yeniden ödediği bir kalemi ödememeli",
  "several-currencies": "ilk kalemin para biriminde olmalı",
  "iban-format": "ülkesinin IBAN biçiminde olmalı",
  "iban-checksum": "denetim basamakları doğru bir IBAN olmalı",
  "identity-number": "denetim basamakları doğru, 11 basamaklı bir kimlik numarası olmalı",
  phone: "+90 ve 10 basamak olmalı",
};

const findings: Readonly<Record<FindingCode, string>> = {
  "unusable-credentials": "Anahtarlar kullanılamaz durumda: boş ya da bozuk.",
  "sandbox-key-on-production": "Canlı adreste bir sandbox anahtarı kullanılıyor.",
  "production-key-on-sandbox": "Sandbox'ta bir canlı anahtar kullanılıyor.",
  "base-path": "Adresin bir yolu var: istekler yalnızca sunucunun köküne gider.",
  "unreadable-authorization": "Authorization başlığı okunamıyor.",
  "another-api-key": "İmza başka bir API anahtarıyla atılmış.",
  "another-signed-target": "İmza URL'nin başka bir bölümünü kapsıyor: --signed-target'ı deneyin.",
  "not-what-was-signed": "Gönderilen, imzalanan değil: istek imzadan sonra değişmiş.",
  "payload-unreadable": "Gövde JSON değil.",
  "payload-empty-text": "Gövdede boş bir metin var.",
  "payload-too-many-decimals": "Bir tutarın ikiden çok ondalığı var.",
  "payload-unknown-field": "Gövdede API'nin bilmediği bir alan var.",
  "payload-text-for-number": "Gövdede bir sayının yerinde metin var.",
};

/** Codes whose English message names what is wrong: a folder, an option, a key. */
const detailed: readonly MassPayoutErrorCode[] = [
  "invalid_configuration",
  "invalid_request",
  "store_missing",
  "store_failed",
  "payment_unreadable",
];

/** The Turkish messages of `errors`. */
export const errors: ErrorsMessages = {
  nothingSent: (hasItems) => `hiçbir şey gönderilmedi${hasItems ? " (kalemler 0'dan sayılır)" : ""}:`,
  fault: ({ field, reason, supersededBy }) => {
    const [, currency] = /^the sum of the items in (\w+)$/.exec(field) ?? [];
    const subject = currency === undefined ? field : `${currency} toplamı`;
    return `${subject} ${reasons[reason]}${supersededBy === undefined ? "" : ` (key: ${supersededBy})`}`;
  },
  explain(error) {
    const [what, remedy] = texts[error.code];
    return [
      [what, ...codesOf(error)].join(" "),
      ...(detailed.includes(error.code) ? [`(${detailOf(error)})`] : []),
      vendorRemedies[error.errorCode ?? ""] ?? (isFailedRead(error) ? failedReadRemedy : remedy),
      ...outcomeOf(error),
    ];
  },
  finding: (code) => findings[code],
};

/** The client's message, which is English; of a store that is missing, its folder, which is all that the message adds. */
function detailOf({ message }: ExplainedError): string {
  return /^There is no payment store in (.+)\.$/s.exec(message)?.[1] ?? message;
}

/** What to do after a store failed that was only read: nothing of a payment is in doubt. */
const failedReadRemedy = "Nedenini giderip aynı komutu yeniden çalıştırın.";

function isFailedRead({ code, outcome }: ExplainedError): boolean {
  return code === "store_failed" && outcome === "not-sent";
}

/** iyzico's code, and the system's, such as ECONNREFUSED, which has no other place than the client's message. */
function codesOf({ errorCode, message }: ExplainedError): string[] {
  const [systemCode] = /\(E[A-Z_]+\)/.exec(message) ?? [];
  return [
    ...(errorCode === undefined ? [] : [`(errorCode ${errorCode})`]),
    ...(systemCode === undefined ? [] : [systemCode]),
  ];
}

/** What to do if a write may have taken effect. */
function outcomeOf({ outcome, operation }: ExplainedError): string[] {
  const isWrite = operation === "init" || operation === "auth" || operation === "cancel";
  if (outcome !== "unknown" || !isWrite) return [];
  return ["İşlem gerçekleşmiş olabilir: yeniden bir şey göndermeden önce toplu ödemeyi sorgulayın."];
}
