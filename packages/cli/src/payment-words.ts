import type { LedgerKind, PaymentPhase, PaymentReport, PersonReason } from "@iyzico-mass-payout/client";
import type { Locale } from "./words.js";

/** The words for a payment in one language. */
export interface PaymentWords {
  /** Where it stands, while it goes on. */
  phases: Readonly<Record<PaymentPhase, string>>;
  /** What went wrong on the way, and that it goes on. */
  lookingAgain(code: string): string;
  stopped: string;
  settled: Readonly<Record<PaymentReport["paid"], string>>;
  needsAPerson: string;
  stillOpen(phase: string): string;
  inDoubt: Readonly<Record<"init" | "auth", string>>;
  severalInits(count: number): string;
  payees(count: number): string;
  ordered: string;
  kinds: Readonly<Record<LedgerKind, string>>;
  payAgain: string;
  /** What to do, by the reason why it can't go on by itself. */
  advice: Readonly<Record<PersonReason, string>>;
  payable: string;
  refused: string;
  iyzicoTotal: string;
  balance: string;
  covers: string;
  coversNot: string;
  adopted: string;
  earlierAuths(count: number): string;
  notThis: string;
  approveWith: string;
}

const en: PaymentWords = {
  phases: {
    planned: "planned",
    initiating: "sent to iyzico, not confirmed",
    created: "received by iyzico, not authorised",
    authorising: "authorisation sent, not confirmed",
    authorised: "authorised",
    settled: "settled",
  },
  lookingAgain: (code) => `No good answer from iyzico (${code}). Looking again.`,
  stopped: "Stopped. The same command goes on where it was.",
  settled: {
    everyone: "Settled: everyone is paid.",
    some: "Settled: some are paid, the others will not be.",
    nobody: "Settled: nobody is paid.",
  },
  needsAPerson: "It can't go on by itself: somebody must do something.",
  stillOpen: (phase) => `Not over yet: ${phase}. The same command goes on with it.`,
  inDoubt: {
    init: "The payout was sent (init), and whether iyzico has it is not known yet. It is not authorised: nobody is paid.",
    auth: "The authorisation was sent (auth), and whether iyzico has it is not known yet. Payees may be paid by it.",
  },
  severalInits: (count) =>
    `The payout was sent ${count} times (init). Others of this externalId that iyzico has are not authorised: cancel them.`,
  payees: (count) => (count === 1 ? "1 payee" : `${count} payees`),
  ordered: "Ordered",
  kinds: {
    paid: "Paid",
    commission: "Commission",
    refund: "Back in the balance",
    claim: "To be claimed from iyzico",
  },
  payAgain: "Whoever was not paid may be paid with a new plan, under another key and another itemExternalId.",
  advice: {
    "approval-needed": "Nobody is paid yet. Somebody must look at this and approve it.",
    "auth-unknown":
      "An authorisation was sent before, and iyzico shows the payout as not authorised. What a second one does is not " +
      "documented. Ask iyzico first, and approve only if it is to be sent again.",
    "insufficient-balance":
      "The mass payout balance does not cover the payout. Fill it and run the same command again. If iyzico does not go " +
      "on by itself then, another authorisation must be approved.",
    claim: "The payees that need a person did not get their money, and it did not come back: claim it from iyzico.",
    "unknown-status":
      "iyzico shows a status that this version does not know. Nobody counts as paid by it. Ask iyzico what it means.",
    refused:
      "iyzico refused. Correct the cause and run the same command again. If the cause is in the plan, the corrected plan " +
      "needs another key.",
    "not-sent": "It could not be sent. Correct the cause and run the same command again.",
    "look-failed": "The payout can't be read. Correct the cause and run the same command again.",
    "request-id-unknown":
      "iyzico has received the payout, but its answer was lost, and it does not show the requestId. Ask iyzico for the " +
      "requestId and run the same command with --request-id=ID.",
    "external-id-taken":
      "iyzico has a payout of this externalId already, and this store knows nothing of it. Find out whose it is. If it is " +
      "this payment, and only the store was lost, run the same command with --request-id=ID. If not, give the plan " +
      "another externalId. Nothing was sent.",
    "another-payout":
      "The payout that iyzico shows has other items, other payees or another id than the plan. Find out where it comes " +
      "from. Nothing more is sent.",
    "payout-not-shown": "iyzico does not show this payout, or not all of its items. Ask iyzico about the requestId.",
    "not-moving":
      "iyzico took the authorisation, and still shows the payout as not authorised. Ask iyzico. Nothing is sent again.",
    "init-unknown":
      "The payout was sent three times or more, and iyzico shows none. None was authorised, so nobody is paid. Ask " +
      "iyzico; the same command sends it once more.",
  },
  payable: "Would be paid",
  refused: "Would not be paid (refused)",
  iyzicoTotal: "iyzico's own total",
  balance: "Balance",
  covers: "covers it, commission left out",
  coversNot: "does not cover it: once filled, the same command goes on",
  adopted:
    "A person named this payout: the store has no record of it. Compare iyzico's own total with what was ordered.",
  earlierAuths: (count) =>
    `Authorisations sent before: ${count}. Another one may pay everybody once more: what iyzico does is not documented.`,
  notThis: "The digest that was given is not that of this review: something in it has changed, or the digest is wrong.",
  approveWith: "Whoever approves exactly this runs the same command with:",
};

const tr: PaymentWords = {
  phases: {
    planned: "planlandı",
    initiating: "iyzico'ya gönderildi, teyit edilmedi",
    created: "iyzico talebi aldı, henüz onaylanmadı",
    authorising: "ödeme onayı gönderildi, teyit edilmedi",
    authorised: "onaylandı",
    settled: "tamamlandı",
  },
  lookingAgain: (code) => `iyzico'dan sağlıklı bir yanıt gelmedi (${code}). Yeniden bakılıyor.`,
  stopped: "Durduruldu. Aynı komut kaldığı yerden devam eder.",
  settled: {
    everyone: "Tamamlandı: herkese ödendi.",
    some: "Tamamlandı: bir kısmına ödendi, kalanına ödenmeyecek.",
    nobody: "Tamamlandı: kimseye ödenmedi.",
  },
  needsAPerson: "Kendiliğinden ilerleyemiyor: birinin müdahale etmesi gerekiyor.",
  stillOpen: (phase) => `Henüz tamamlanmadı: ${phase}. Aynı komut kaldığı yerden devam eder.`,
  inDoubt: {
    init: "Talep gönderildi (init), iyzico'ya ulaşıp ulaşmadığı henüz bilinmiyor. Onaylanmadı: kimseye ödenmedi.",
    auth: "Ödeme onayı gönderildi (auth), iyzico'ya ulaşıp ulaşmadığı henüz bilinmiyor. Ödemeler başlamış olabilir.",
  },
  severalInits: (count) =>
    `Talep ${count} kez gönderildi (init). iyzico'da bu externalId ile başkaları da olabilir, onaylanmadılar: iptal edin.`,
  payees: (count) => `${count} alıcı`,
  ordered: "Talep edilen",
  kinds: {
    paid: "Ödenen",
    commission: "Komisyon",
    refund: "Bakiyeye iade edilen",
    claim: "iyzico'dan talep edilecek",
  },
  payAgain: "Ödenmeyenlere yeni bir planla, başka bir key ve başka bir itemExternalId ile ödenebilir.",
  advice: {
    "approval-needed": "Henüz kimseye ödenmedi. Birinin bunu kontrol edip onaylaması gerekiyor.",
    "auth-unknown":
      "Daha önce bir ödeme onayı gönderildi, ama iyzico toplu ödemeyi onaylanmamış gösteriyor. İkincisinin ne yapacağı " +
      "belgelenmemiş. Önce iyzico'ya sorun; ancak yeniden gönderilecekse onaylayın.",
    "insufficient-balance":
      "Toplu ödeme bakiyesi yetmiyor. Bakiyeyi tamamlayıp aynı komutu yeniden çalıştırın. iyzico yine de kendiliğinden " +
      "devam etmezse bir ödeme onayının daha onaylanması gerekir.",
    claim: "Müdahale gereken alıcılara para ulaşmadı ve bakiyeye de dönmedi: iyzico'dan talep edin.",
    "unknown-status":
      "iyzico bu sürümün bilmediği bir statü gösteriyor. Buna dayanarak kimseye ödenmiş sayılmaz. Anlamını iyzico'ya sorun.",
    refused:
      "iyzico reddetti. Nedenini giderip aynı komutu yeniden çalıştırın. Neden plandaysa düzeltilen plana başka bir key " +
      "gerekir.",
    "not-sent": "Gönderilemedi. Nedenini giderip aynı komutu yeniden çalıştırın.",
    "look-failed": "Toplu ödeme okunamıyor. Nedenini giderip aynı komutu yeniden çalıştırın.",
    "request-id-unknown":
      "iyzico talebi aldı, ama yanıtı kayboldu ve requestId'yi göstermiyor. requestId'yi iyzico'dan öğrenip aynı komutu " +
      "--request-id=ID ile çalıştırın.",
    "external-id-taken":
      "iyzico'da bu externalId ile zaten bir toplu ödeme var; burada ise kaydı yok. Kime ait olduğunu öğrenin. Bu ödemeyse " +
      "ve yalnızca kayıt kaybolduysa aynı komutu --request-id=ID ile çalıştırın; değilse plana başka bir externalId verin. " +
      "Hiçbir şey gönderilmedi.",
    "another-payout":
      "iyzico'nun gösterdiği toplu ödemenin kalemleri, alıcıları ya da kimliği plandakinden farklı. Nereden geldiğini " +
      "öğrenin. Başka bir şey gönderilmez.",
    "payout-not-shown": "iyzico bu toplu ödemeyi ya da bütün kalemlerini göstermiyor. iyzico'ya requestId ile sorun.",
    "not-moving":
      "iyzico ödeme onayını kabul etti, ama toplu ödemeyi hâlâ onaylanmamış gösteriyor. iyzico'ya sorun. Hiçbir şey " +
      "yeniden gönderilmez.",
    "init-unknown":
      "Talep üç kez ya da daha çok gönderildi, iyzico hiçbirini göstermiyor. Hiçbiri onaylanmadı, yani kimseye ödenmedi. " +
      "iyzico'ya sorun; aynı komut bir kez daha gönderir.",
  },
  payable: "Ödenecek",
  refused: "Ödenmeyecek (reddedildi)",
  iyzicoTotal: "iyzico'nun toplamı",
  balance: "Bakiye",
  covers: "yetiyor, komisyon hariç",
  coversNot: "yetmiyor: tamamlanınca aynı komut devam eder",
  adopted: "Bu toplu ödemeyi bir kişi gösterdi, burada kaydı yok. iyzico'nun toplamını talep edilenle karşılaştırın.",
  earlierAuths: (count) =>
    `Daha önce gönderilen ödeme onayı: ${count}. Bir yenisi herkese bir kez daha ödetebilir: iyzico'nun ne yaptığı belgelenmemiş.`,
  notThis: "Verilen digest buradaki durumun değil: bir şey değişti ya da digest yanlış.",
  approveWith: "Tam olarak bunu onaylayan, aynı komutu şununla çalıştırır:",
};

export const paymentWords: Readonly<Record<Locale, PaymentWords>> = { en, tr };
