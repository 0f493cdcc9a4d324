import type { ActionMessageId } from "@iyzico-mass-payout/client";
import type { PayMessages } from "../pay.js";

// In these texts "ödeme onayı" is the authorisation (auth), and "inceleme" the review that an approver approves.

/** Translations of the client's messages; English has the client's own. */
const reasons: Readonly<Record<ActionMessageId, string>> = {
  "external-id-taken":
    "iyzico'da bu externalId ile zaten bir toplu ödeme var, ancak ödeme kayıtlarında gönderildiği görünmüyor. " +
    "Nereden geldiğini öğrenin. Aynı alıcılara aynı amaçla yapılan bir ödemeyse (kayıtlar kaybolduysa ya da başka " +
    "bir program gönderdiyse) aynı komutu requestId'siyle çalıştırın: başka bir key ile iki kez ödenirler. " +
    "Yalnızca başka bir ödemeyse başka bir key, planda varsa başka bir externalId de kullanın. Hiçbir şey " +
    "gönderilmedi.",
  "external-id-taken-authorised":
    "iyzico'da bu planın toplu ödemeleri zaten var, ancak ödeme kayıtlarında gönderildikleri görünmüyor. En az birine ödeme " +
    "onayı (auth) verilmiş olabilir: alıcılara ödeme yapılmış ya da yapılacak olabilir. Onlara başka bir yolla ya da başka " +
    "bir key ile ödeme yapmayın. Ödeme onayı verilmiş olanın requestId'sini iyzico'dan öğrenip aynı komutu onunla " +
    "çalıştırın: o toplu ödeme izlenir ve digest olmadan ödeme onayı verilmez. Hiçbir şey gönderilmedi.",
  "abandoned-payout-moved":
    "Bu ödemenin vazgeçtiği bir toplu ödeme artık INIT ya da CANCELED değil ya da iyzico onu göstermiyor: başka bir program " +
    "ya da iyzico ona ödeme onayı (auth) vermiş olabilir. Bu ödemede de ödeme onayı gönderildiyse alıcılarına iki kez ödeme " +
    "yapılabilir; gönderilmediyse ödemeyi o toplu ödeme yapabilir. Onlara başka bir yolla ya da başka bir key ile ödeme " +
    "yapmayın. İki toplu ödemeyi de iyzico'ya sorun. Başka bir şey gönderilmez; aynı komut yeniden çalıştırılırsa " +
    "sorgulamayı sürdürür.",
  "payout-mismatch":
    "iyzico'nun gösterdiği toplu ödemenin kalemleri, alıcıları, tutarları, üye iş yeri ya da kimliği bu ödemeninkinden " +
    "farklı ya da iyzico kesinleşmiş bir statüyü değiştirdi. Bu alıcılara başka bir ödeme yapmadan önce nedenini öğrenin. " +
    "Başka bir şey gönderilmez. Bir inceleme varsa digest'i ile iyzico'nun tutarları onaylanır.",
  "payout-mismatch-superseded":
    "Bu ödemenin bazı kalemlerini başka bir ödeme yeniden ödüyor, ama iyzico onları artık iade edilmiş ya da reddedilmiş " +
    "göstermiyor: alıcılarına iki kez ödeme yapılmış olabilir. Öbür ödemeyi (key'i supersededBy'da) onaylamayın; ödeme onayı " +
    "verildiyse iki toplu ödemeyi de iyzico'ya sorun. Başka bir şey gönderilmez; aynı komut yeniden çalıştırılırsa " +
    "sorgulamayı sürdürür.",
  "request-id-unknown":
    "iyzico toplu ödemeyi oluşturdu, ancak requestId'yi içeren yanıt kayboldu ve iyzico requestId'yi göstermiyor. " +
    "requestId'yi iyzico'dan öğrenip aynı komutu onunla çalıştırın.",
  "request-id-unknown-restarted":
    "iyzico, requestId'si kaybolan bir toplu ödeme oluşturdu ve onun yerine başlatılan toplu ödemenin kalemlerini " +
    "reddediyor. Depoda hiçbirine gönderilmiş bir ödeme onayı (auth) kaydı yok. İlk toplu ödemenin requestId'sini iyzico'dan öğrenip aynı komutu " +
    "onunla çalıştırın; externalId'si vazgeçilen toplu ödemelerin arasında.",
  "payout-not-found":
    "iyzico bu toplu ödemeyi ya da bütün kalemlerini göstermiyor. Başka bir işlem yapmadan önce iyzico'ya " +
    "requestId ile sorun; aynı komut yeniden çalıştırılırsa sorgulamayı sürdürür. iyzico toplu ödemenin iptal " +
    "edildiğini ya da bulunmadığını teyit edene kadar alıcılara başka bir yolla ödeme yapmayın; teyit ederse bu " +
    "planı artık çalıştırmayın.",
  "payout-not-found-authorised":
    "Bu toplu ödeme onaylanmış (auth) olabilir, ancak iyzico onu ya da bütün kalemlerini göstermiyor. Alıcılara ödeme " +
    "yapılmış ya da yapılacak olabilir. Onlara başka bir yolla ya da başka bir key ile ödeme yapmayın. iyzico'ya requestId " +
    "ile sorun; aynı komut yeniden çalıştırılırsa sorgulamayı sürdürür.",
  stuck:
    "iyzico ödeme onayını (auth) kabul etti, ancak toplu ödeme hâlâ onaylanmamış görünüyor. Alıcılara yine de " +
    "ödeme yapılabilir: onlara başka bir yolla ya da başka bir key ile ödeme yapmayın. iyzico'ya sorun. Hiçbir şey " +
    "yeniden gönderilmez; aynı komut yeniden çalıştırılırsa sorgulamayı sürdürür.",
  "init-outcome-unknown":
    "Talep (init) üç kez ya da daha fazla gönderildi, ancak iyzico bu externalId ile bir toplu ödeme göstermiyor. " +
    "Hiçbirine ödeme onayı verilmedi, yani hiçbir alıcıya ödeme yapılmadı. iyzico'ya sorun. Aynı komutu aynı planla " +
    "yeniden çalıştırmak talebi bir kez daha gönderir.",
  "init-outcome-unknown-restored":
    "Toplu ödeme (init) üç kez ya da daha çok gönderildi ve iyzico bu externalId ile bir toplu ödeme göstermiyor. Depo daha eski " +
    "bir duruma döndü: bu ödemenin iyzico'nun henüz göstermediği onaylanmış (auth) bir toplu ödemesi olabilir. Alıcılara başka " +
    "bir yolla ve başka bir key ile ödeme yapmayın. iyzico'ya bu externalId'nin, sonunda -r2 ile -r4 olanlar dahil, toplu " +
    "ödemelerini sorun. Varsa aynı komutu onun requestId'siyle çalıştırın. Yalnızca iyzico olmadığını ve olmayacağını teyit " +
    "ederse aynı komutu aynı planla yeniden çalıştırın: init bir kez daha gönderilir.",
  "init-rejected":
    "iyzico talebi (init) reddetti; hata aşağıda. Nedenini giderip aynı komutu aynı planla yeniden çalıştırın. " +
    "Neden plandaysa düzeltilen plana başka bir key gerekir; ancak reddedilen bir talep de işlenmiş olabilir: önce " +
    "iyzico'da bu externalId ile toplu ödeme olmadığını iyzico'dan öğrenin. Varsa aynı komutu requestId'siyle " +
    "çalıştırın ve başka bir key kullanmayın. Başka bir key kullanıldıysa ilk planı artık çalıştırmayın.",
  "init-rejected-superseding":
    "iyzico talebi (init) reddetti; hata aşağıda. Bu plan kalemleri yeniden ödüyor ve repay onları başka bir key ile " +
    "planlamaz. Neden planda değilse giderip aynı komutu aynı planla yeniden çalıştırın. Neden plandaysa önce iyzico'da bu " +
    "externalId ile toplu ödeme olmadığını ve olmayacağını iyzico'dan öğrenin; reddedilen bir talep de işlenmiş olabilir. " +
    "Varsa aynı komutu requestId'siyle çalıştırın. Yalnızca iyzico olmadığını teyit ederse bu kalemleri bir kez, elle " +
    "hazırlanmış, supersedes içermeyen bir planla ve başka bir key ile ödeyin; ondan sonra bu planı artık çalıştırmayın.",
  "not-sent": "İstek gönderilemedi; hata aşağıda. Nedenini giderip aynı komutu aynı planla yeniden çalıştırın.",
  "retrieve-failed":
    "Toplu ödeme okunamıyor; hata aşağıda. Ödeme onayı (auth) gönderildiyse alıcılara ödeme yapılmış olabilir: " +
    "onlara başka bir yolla ödeme yapmayın. Nedenini giderip aynı komutu aynı planla yeniden çalıştırın.",
  "approval-required":
    "Henüz ödeme onayı gönderilmedi: önce inceleme onaylanmalı. Reddedilen kalemler bu toplu ödemeyle ödenmez.",
  "auth-outcome-unknown":
    "Daha önce bir ödeme onayı (auth) gönderildi, ancak iyzico toplu ödemeyi onaylanmamış gösteriyor. İkinci bir " +
    "ödeme onayı tüm alıcılara iki kez ödeme yaptırabilir. iyzico'ya sorun. Yalnızca iyzico ilkinin işlenmediğini " +
    "ve işlenmeyeceğini teyit ederse incelemeyi digest'i ile onaylayın. O zamana kadar alıcılara başka bir yolla " +
    "ödeme yapmayın; aynı komut yeniden çalıştırılırsa sorgulamayı sürdürür.",
  "auth-outcome-unknown-restored":
    "Depo daha eski bir duruma döndü ve gönderilen bir ödeme onayının (auth) kaydını yitirmiş olabilir. iyzico toplu ödemeyi " +
    "onaylanmamış gösteriyor. İkinci bir ödeme onayı tüm alıcılara iki kez ödeme yaptırabilir. iyzico'ya bu externalId'nin, " +
    "sonunda -r2 ile -r4 olanlar dahil, bütün toplu ödemelerini sorun. Biri onaylanmışsa aynı komutu onun requestId'siyle çalıştırın. Yalnızca iyzico hiçbirinin ödeme onayının işlenmediğini " +
    "ve işlenmeyeceğini teyit ederse incelemeyi digest'i ile onaylayın. O zamana kadar alıcılara başka bir yolla ödeme " +
    "yapmayın; aynı komut yeniden çalıştırılırsa sorgulamayı sürdürür.",
  "insufficient-balance":
    "Toplu ödeme bakiyesi bu ödemeyi karşılamıyor. Bakiyeyi komisyonlarla birlikte tamamlayıp aynı komutu aynı " +
    "planla yeniden çalıştırın: iyzico'nun kendiliğinden devam etmesi beklenir. Yalnızca devam etmezse bir " +
    "inceleme gösterilir; digest'i ile yeni bir ödeme onayı verilir. Burada bir inceleme varsa önce iyzico'ya " +
    "sorun: iyzico sonradan kendiliğinden devam ederse yeni ödeme onayı iki kez ödeme yaptırabilir.",
  "unknown-status":
    "Toplu ödemenin ya da bir kalemin statüsünü bu sürüm tanımıyor. Alıcıları ne ödenmiş ne de ödenmemiş sayılır: " +
    "onlara başka bir yolla ödeme yapmayın ve statünün anlamını iyzico'ya sorun. Aynı komut yeniden çalıştırılırsa " +
    "sorgulamayı sürdürür.",
  "refund-failed":
    "Bu kalemlerin alıcılarına ödeme yapılmadı ve tutarlar bakiyeye iade edilmedi: iyzico'dan talep edin. Ödeme " +
    "kayıtlarında iyzico'dan alacak olarak görünürler. iyzico tutarları iade edilmiş gösterip ödeme tamamlanınca repay onları " +
    "yeniden ödeyecek planı yapar. Başka bir yolla yalnızca iyzico ödeme yapmayacağını teyit ederse ödeyin; sonra repay ile " +
    "asla ödemeyin. Aynı komut yeniden çalıştırılırsa sorgulamayı sürdürür.",
  "refund-missing":
    "Bazı kalemler başarısız oldu ve tutarları uzun süredir bakiyeye iade edilmedi. Bu kalemler ne ödenmiş ne de kesin " +
    "olarak ödenmemiş sayılır: statüleri kesinleşmeden başka bir yolla ödemeyin. iyzico'ya sorun. Aynı komut yeniden " +
    "çalıştırılırsa sorgulamayı sürdürür.",
  "items-stuck":
    "Bazı kalemler uzun süredir işlemde. Bu kalemler ne ödenmiş ne de ödenmemiş sayılır: statüleri kesinleşmeden başka " +
    "bir yolla ödemeyin. iyzico'ya sorun. Aynı komut yeniden çalıştırılırsa sorgulamayı sürdürür.",
};

/** The Turkish messages of `pay`. */
export const pay: PayMessages = {
  confirm: (key, recipients, sums) =>
    `Gerçek parayla ${recipients} için ödeme yapılacak: ${sums}. Planın key'i: ${key}.`,
  newPayment: (key) => `Yeni ödeme ${key}`,
  notNew: (key, createdAt) => `${key} yeni bir ödeme değil: ${createdAt} tarihinden beri ödeme kayıtlarında var.`,
  notNewSettled: (settledAt) =>
    `Şimdi hiçbir şey gönderilmedi: ödeme ${settledAt} tarihinde tamamlanmıştı. Yeni bir ödemenin başka bir key'i ` +
    "olmalı.",
  notNewOpen: "Şimdi hiçbir şey gönderilmedi. Sürdürmek için aynı komutu --expect-new olmadan çalıştırın.",
  phases: {
    planned: "planlandı",
    initiating: "iyzico'ya gönderildi, teyit edilmedi",
    created: "iyzico talebi aldı, ödeme onayı verilmedi",
    authorising: "ödeme onayı gönderildi, teyit edilmedi",
    authorised: "ödeme onayı verildi",
    settled: "tamamlandı",
  },
  pollingAgain: (code) => `iyzico'dan geçerli bir yanıt alınamadı (${code}). Yeniden sorgulanıyor.`,
  live: {
    sending: { init: "talep gönderiliyor (init)", auth: "ödeme onayı gönderiliyor (auth)", poll: "sorgulanıyor" },
    nextPoll: (time) => `sonraki sorgu: ${time}`,
    requestsLeft: (count) => `bu dakika için kalan istek: ${count}`,
  },
  stopped: (phase) => `Durduruldu: ${phase}.`,
  stoppedBefore: "Ödeme başlatılmadan durduruldu.",
  stoppedUnknown: "Durduruldu. Ödemenin ne durumda olduğu kayıtlardan okunamıyor: alıcılara ödeme yapılmış olabilir.",
  nothingSent: "Hiçbir şey gönderilmedi.",
  continueWith: "Sürdürmek için aynı komutu yeniden çalıştırın:",
  planFromStdin: "Plan standart girdiden okundu: komuta aynı planı yeniden verin.",
  leaveOut: (options) => `Yalnızca ilk çalıştırma içindir, bundan sonra çıkarın: ${options.join(", ")}.`,
  settledBefore: (settledAt) => `Şimdi hiçbir şey gönderilmedi: ${settledAt} tarihinde tamamlanmıştı.`,
  actionRequired: "İşlem gerekiyor: ödeme kendiliğinden ilerleyemiyor.",
  inProgress: (phase) => `Devam ediyor: ${phase}. Sürdürmek için aynı komutu yeniden çalıştırın.`,
  settledUnread:
    "Tamamlandı. iyzico'da sonradan bir şeyin değişip değişmediği bilinmiyor: iyzico sorgulanamadı. Aynı komutu yeniden " +
    "çalıştırın.",
  inDoubt: {
    init:
      "Talep gönderildi (init), iyzico'ya ulaşıp ulaşmadığı henüz bilinmiyor. Ödeme onayı verilmedi: bu taleple hiçbir " +
      "alıcıya ödeme yapılmadı.",
    auth: "Ödeme onayı gönderildi (auth), iyzico'ya ulaşıp ulaşmadığı henüz bilinmiyor. Ödemeler başlamış olabilir.",
  },
  severalInits: (count) =>
    `Talep ${count} kez gönderildi (init). iyzico'da bu externalId ile başka toplu ödemeler de olabilir. Onlara ödeme ` +
    "onayı verilmedi: bu ödeme tamamlandıktan sonra iptal edin, ama bu ödemenin kendi requestId'sini asla.",
  times: {
    init: "Talep gönderildi (init)",
    approved: "İnceleme onaylandı",
    auth: "Ödeme onayı gönderildi (auth)",
    settled: "Tamamlandı",
  },
  approvedBy: (name) => `onaylayan: ${name}`,
  unnamedApprovers: {
    default: "varsayılan kurallarla",
    digest: "digest'i ile",
    function: "bir program tarafından",
  },
  foundPayouts: "iyzico'da zaten bulunan toplu ödemeler:",
  abandonedPayouts: "Vazgeçilen, bu ödemenin sürdürmediği toplu ödemeler:",
  cancelAbandoned: (externalIds, ownId) =>
    `Vazgeçilen toplu ödemelerin iptalini iyzico'dan isteyin: ${externalIds}. iyzico'ya externalId'yi bildirin: iptal ` +
    `için gereken requestId'yi yalnızca iyzico bilir. ${ownId} için asla iptal istemeyin: o, bu ödemenin kendi toplu ödemesidir. Ardından pay ` +
    "komutunu aynı planla yeniden çalıştırın: onları da sorgular. İptal edilene kadar alıcılarına başka bir yolla ya da başka bir key " +
    "ile ödeme yapmayın.",
  itemsOfAbandoned: (itemIds) =>
    `Vazgeçilen bir toplu ödeme bu kalemlerin alıcılarına ödeme yapıyor ya da yapabilir: ${itemIds}.`,
  itemsPaidTwice: (itemIds) => `Bu kalemlerin alıcılarına iki kez ödeme yapılabilir: ${itemIds}.`,
  itemsRequiringAction: (itemIds) => `Diğer kalemler işlemdeyken de bu kalemleri şimdiden iyzico'ya sorun: ${itemIds}.`,
  recipients: (count) => `${count} alıcı`,
  name: "Ad soyad",
  notShown: (count, states) =>
    `${count} alıcı daha var: ${states}. Tüm alıcıları görmek için aynı komutu --all ile çalıştırın.`,
  ordered: "Talep edilen",
  rejected: "Reddedilen, gönderilmeyen",
  ledger: {
    paid: "Ödenen",
    commission: "Komisyon",
    refund: "Komisyonla birlikte bakiyeye iade edilen",
    receivable: "iyzico'dan alacak",
  },
  notFinal: (amount) => `${amount} kesinleşmedi`,
  notFinalNote: "Kesinleşmeyen toplamlar değişebilir: bir tutarı kesinleşmeden muhasebeleştirmeyin.",
  vendorAmounts: "Bu toplamlar iyzico'nun tutarlarıdır; talep edilenlerden farklıdır: iyzico kendi tutarlarını öder.",
  supersededBy: (itemIds, key) => `Bu kalemleri ${key} ödemesi yeniden ödüyor: ${itemIds}.`,
  reason: ({ messageId }) => reasons[messageId],
  requestIdOption: "requestId için seçenek: --request-id ID.",
};
