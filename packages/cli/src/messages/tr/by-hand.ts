import type { ByHandMessages } from "../by-hand.js";

// In these texts "ödeme onayı" is the authorisation (auth), and "inceleme" the review that an approver approves.

/** The Turkish messages of `by-hand`. */
export const byHand: ByHandMessages = {
  cancel: {
    whichPayout: (ofPayout, ofRequest) =>
      "--by ya da --no-database gerekli: ortamda bir veritabanı verilmiş. Hiçbir şey gönderilmedi.\n" +
      `- Veritabanındaki bir ödeme, key'i ile: ${ofPayout}\n` +
      `- Başka bir toplu ödeme, requestId'si ile: ${ofRequest}`,
    done:
      "iyzico toplu ödemenin iptal edildiğini bildirdi. Kalemleri artık MASS_PAYOUT_CANCELED göstermeli: göstermeden önce hiçbir " +
      "alıcıya başka bir yolla ödeme yapmayın. Ödeme onayından (auth) sonraki bir iptalin etkisi belgelenmemiş.",
    unknown: (command) =>
      `Toplu ödeme iptal edilmiş olabilir: yanıt kayboldu. Hiçbir şey yeniden gönderilmez. Şununla bakın: ${command}. 10 dakika ` +
      "sonra hâlâ INIT ise iptal edilmemiştir; bu komut o zaman yeniden çalıştırılabilir.",
    ofPayment: (key) =>
      `Bu ödeme kayıtlarındaki ${key} ödemesi bu toplu ödemeyi sürdürüyor. mass-payout pay komutunu planıyla yeniden çalıştırın: ` +
      "iptal edilmiş olarak tamamlanır. O zamana kadar alıcılarına başka bir key ile ödeme yapmayın.",
    ofAuthorisedPayment: (key) =>
      `Bu ödeme kayıtlarındaki ${key} ödemesi bu toplu ödemeye ödeme onayı (auth) verdi ya da vermiş olabilir. İptalin bunu ` +
      "durdurup durdurmadığı belgelenmemiş: alıcılarına yine de ödeme yapılabilir. mass-payout pay komutunu planıyla yeniden " +
      "çalıştırın ve tamamlanmadan önce onlara başka bir yolla ödeme yapmayın.",
    ofAnyPayment:
      "mass-payout pay ile yapılan bir ödeme bu toplu ödemeyi sürdürüyorsa pay komutunu planı ve kayıt klasörüyle yeniden " +
      "çalıştırın: iptal edilmiş olarak tamamlanır. O zamana kadar alıcılarına başka bir key ile ödeme yapmayın.",
  },
  init: {
    supersedes:
      "Bu plan başka bir ödemenin kalemlerini yeniden ödüyor (supersedes). mass-payout pay kullanın: yalnızca pay bunların bir kez " +
      "yeniden ödenmesini sağlar. Hiçbir şey gönderilmedi.",
    usePay: (key) =>
      `Bu ödeme kayıtlarındaki ${key} ödemesinde bu externalId var. mass-payout pay kullanın: elle gönderilen bir talep (init) ` +
      "ikinci bir toplu ödeme oluşturabilir. Hiçbir şey gönderilmedi.",
    sentBefore(at, outcome) {
      const known = { success: "iyzico kabul etti", rejected: "iyzico onu ya da ikinci bir teslimini reddetti" };
      const what =
        outcome === "success" || outcome === "rejected" ? known[outcome] : "iyzico'ya ulaşıp ulaşmadığı bilinmiyor";
      return (
        `Bu externalId ile ${at} tarihinde bir talep (init) gönderildi: ${what}. İkincisi başka bir toplu ödeme oluşturabilir, ` +
        "bu yüzden kabul edilmiyor. Hiçbir şey gönderilmedi."
      );
    },
    shownAlready: (status) =>
      `iyzico'da bu externalId ile zaten bir toplu ödeme var, statüsü ${status}. Nereden geldiğini öğrenin. Hiçbir şey ` +
      "gönderilmedi.",
    sentByHand: (at, requestId) =>
      `Bu externalId ile ${at} tarihinde elle bir talep (init) gönderildi. Ödeme kaydı oluşturulmadı ve hiçbir şey gönderilmedi. ` +
      (requestId === undefined
        ? "Toplu ödeme iyzico'da olabilir: requestId'sini iyzico'ya sorun ve --request-id ile verin. Başka bir key'i yalnızca " +
          "iyzico böyle bir toplu ödemenin olmadığını ve olmayacağını teyit ederse kullanın."
        : `O toplu ödemeyi sürdürmek için requestId'sini verin: --request-id ${requestId}`),
    done: (requestId) =>
      `Toplu ödeme iyzico'da. requestId'si ${requestId}. Ödeme onayı verilmedi: hiçbir alıcıya ödeme yapılmadı.`,
    accepted: {
      all: "Bütün kalemler kabul edildi.",
      some: "Bazı kalemler reddedildi: bu toplu ödemeyle ödenmeyecekler.",
      none: "Bütün kalemler reddedildi: bu toplu ödemeyle hiçbir ödeme yapılamaz.",
    },
    rejected: "Reddedilenler:",
    unknown: (command) =>
      "Toplu ödeme oluşturulmuş olabilir: yanıt kayboldu. Bu komutu yeniden çalıştırmayın. Ödeme onayı verilmedi, yani bununla " +
      `hiçbir alıcıya ödeme yapılmadı. Şununla bakın: ${command}`,
    rejectedRequest: (command) =>
      "iyzico talebi ya da ikinci bir teslimini reddetti: toplu ödeme oluşturulmuş olabilir. Başka bir işlem yapmadan önce " +
      `şununla bakın: ${command}`,
    next: (authCommand, cancelCommand) =>
      `İncelemek ve ödeme onayı vermek için: ${authCommand}\nİptal etmek için: ${cancelCommand}`,
  },
  auth: {
    usePay: (key) =>
      `Bu ödeme kayıtlarındaki ${key} ödemesi bu toplu ödemeyi sürdürüyor ya da ondan vazgeçti. mass-payout pay kullanın: elle ` +
      "verilen bir ödeme onayı (auth) alıcılarına iki kez ödeme yaptırabilir. Hiçbir şey gönderilmedi.",
    noExternalId:
      "iyzico bu toplu ödemenin externalId'sini göstermiyor; bu kayıtlardaki bir ödemeye ait olup olmadığı anlaşılamıyor. Hiçbir " +
      "şey gönderilmedi.",
    notInit: (status) =>
      "Hiçbir şey gönderilmedi: elle ödeme onayı (auth) yalnızca INIT statüsündeki, kalemleri INIT ya da INVALID olan bir toplu " +
      `ödemeye verilir. Bunun statüsü ${status}.`,
    insufficientBalance:
      "Daha önce bir ödeme onayı (auth) gönderildi, bakiye karşılamadı. Bakiyeyi komisyonlarla birlikte tamamlayın; iyzico'nun " +
      "kendiliğinden devam etmesi beklenir. Devam etmezse iyzico'ya sorun.",
    nothingToPay:
      "Hiçbir şey gönderilmedi: toplu ödemede ödenebilecek bir kalem yok ya da iyzico tutarsız veya başka bir toplu ödemeye ait " +
      "kalemler gösteriyor.",
    inGrace: (at, minutes) =>
      `Bu toplu ödemeye ${at} tarihinde ödeme onayı (auth) gönderildi. Hâlâ işlenebilir: o andan itibaren ${minutes} dakika ` +
      "boyunca hiçbir şey onaylanmaz. Şimdi hiçbir şey gönderilmedi. Alıcılara başka bir yolla ödeme yapmayın.",
    askFirst: (at) =>
      `Bu toplu ödemeye ${at} tarihinde ödeme onayı (auth) gönderildi, ancak iyzico onu onaylanmamış gösteriyor. İkinci bir ödeme ` +
      "onayı tüm alıcılara iki kez ödeme yaptırabilir. Bu requestId'yi iyzico'ya sorun. Yalnızca iyzico ilkinin işlenmediğini ve " +
      "işlenmeyeceğini teyit ederse ve başka bir işlem bununla uğraşmıyorsa bir onaylayan bu incelemenin digest'ini onaylayabilir:",
    approve: (command) => `Tam olarak bu incelemeyi onaylamak için: ${command}`,
    sentByHand: (at, command) =>
      `Bu toplu ödemeye ${at} tarihinde elle ödeme onayı (auth) gönderildi. Bir ödeme onu sürdüremez: alıcılarına iki kez ödeme ` +
      `yapılabilir. Şununla izleyin: ${command}`,
    digestMismatch:
      "--approve ile verilen digest bu incelemenin digest'i değil: toplu ödeme değişti, bu arada bir ödeme onayı gönderildi ya da " +
      "digest yanlış. Hiçbir şey gönderilmedi.",
    done: "iyzico ödeme onayını (auth) aldı: kalemleri öder. Bu henüz ödeme yapıldığı anlamına gelmez.",
    unknown: (command) =>
      "Ödeme onayı (auth) işlenmiş olabilir: yanıt kayboldu. Bu komutu yeniden çalıştırmayın ve alıcılarına başka bir yolla ödeme " +
      `yapmayın. Şununla izleyin: ${command}`,
    rejected: (command) =>
      "iyzico ödeme onayını (auth) ya da ikinci bir teslimini reddetti: ödeme onayı işlenmiş olabilir. Alıcılarına başka bir yolla " +
      `ödeme yapmayın. Şununla izleyin: ${command}`,
    watch: (command) => `Şununla izleyin: ${command}`,
  },
  recordedElsewhere:
    "Bu arada başka bir işlem aynı isteği kayıtlara yazdı ve göndermiş olabilir. Bu işlem hiçbir şey göndermedi.",
  resultNotRecorded:
    "Sonuç kayıtlara yazılamadı. Kayıtlarda istek, sonucu bilinmeyen bir gönderim olarak duruyor; bu güvenlidir.",
};
