import type { PayoutsMessages } from "../payouts.js";

/** The Turkish messages of `payouts`. */
export const payouts: PayoutsMessages = {
  massPayout: "Toplu ödeme",
  columns: {
    item: "Kalem",
    recipient: "Alıcı",
    account: "Alıcı bilgisi",
    amount: "Tutar",
    commission: "Komisyon",
    state: "Durum",
    status: "iyzico statüsü",
    payout: "externalId",
    items: "Kalem sayısı",
    amounts: "Tutarlar",
  },
  states: {
    waiting: "bekliyor",
    "in-flight": "işlemde",
    paid: "ödendi",
    "not-paid": "ödenmedi",
    refunded: "iade edildi",
    "action-required": "işlem gerekiyor",
    rejected: "reddedildi",
    cancelled: "iptal edildi",
    unknown: "bilinmiyor",
  },
  settled: {
    all: "Tamamlandı: tüm alıcılara ödeme yapıldı.",
    some: "Tamamlandı: bazı alıcılara ödeme yapıldı, diğerlerine yapılmayacak.",
    none: "Tamamlandı: hiçbir alıcıya ödeme yapılmadı.",
  },
  reasons: {
    "external-id-taken": "externalId kullanılmış",
    "abandoned-payout-moved": "vazgeçilen toplu ödeme değişti",
    "payout-mismatch": "toplu ödeme farklı",
    "request-id-unknown": "requestId bilinmiyor",
    "payout-not-found": "toplu ödeme görünmüyor",
    stuck: "ödeme onayı işlenmedi",
    "init-outcome-unknown": "talebin sonucu bilinmiyor",
    "init-rejected": "talep reddedildi",
    "not-sent": "gönderilemedi",
    "retrieve-failed": "okunamadı",
    "approval-required": "onay gerekiyor",
    "auth-outcome-unknown": "ödeme onayının sonucu bilinmiyor",
    "insufficient-balance": "bakiye yetersiz",
    "unknown-status": "bilinmeyen statü",
    "refund-failed": "iade edilmedi",
    "refund-missing": "iade görünmüyor",
    "items-stuck": "kalemler bekliyor",
  },
  reasonIs: (reason) => `Neden: ${reason}.`,
  payAgain:
    "İade edilen ya da reddedilen kalemler ancak ödemeleri tamamlandıktan sonra ve yalnızca şu komutun hazırladığı planla " +
    "yeniden ödenebilir: mass-payout repay KEY --store KLASÖR --plan DOSYA --key YENİKEY. Onları başka bir yolla ya da elle " +
    "yazılmış bir planla ödemeyin.",
  cancelled:
    "Ödeme iptal edildi. Hâlâ borcunuz olanı, reddedilen kalemler dahil, yeni bir key ile tek bir yeni plana koyun: repay hiçbirini " +
    "planlamaz. İptalden önce bir ödeme onayı gönderildiyse ancak iyzico hiçbirini ödemediğini teyit ettikten sonra planlayın.",
};
