import type { DurableMessages } from "../durable.js";

/** The Turkish messages of the commands that work on a database. */
export const durable: DurableMessages = {
  databaseRequired: "--database ya da MASS_PAYOUT_DATABASE gerekli: kendi Postgres'inizin bağlantı adresi.",
  storeOrDatabase: "--store ya da --database ya da ortamda MASS_PAYOUT_DATABASE gerekli.",
  onlyWithDatabase: (option) => `${option} yalnızca --database ile verilmeli.`,
  oldNode: (version) =>
    `veritabanıyla çalışan komutlar Node 22.12 ya da daha yenisini ister; bu sürüm ${version}. Öbür komutlar bu sürümle çalışır.`,
  notInstalled:
    "veritabanıyla çalışan komutlar bir paket daha ister. Bu paketin yanına kurun: npm install @iyzico-mass-payout/durable",
  invalidDatabase:
    "--database ya da MASS_PAYOUT_DATABASE bir bağlantı adresi olmalı; örneğin postgres://kullanici@sunucu/ad.",
  databaseFailed: (reason) => `Veritabanı hatası: ${reason}.`,
  rightMissing:
    "Bağlantı adresindeki kullanıcının buna yetkisi olmalı: migrate için şemayı ve içindeki tabloları oluşturma; öbür komutlar için " +
    "şemayı kullanma, tablolarını okuma ve yazma.",
  noTables: (schema, command) =>
    `bu veritabanının ${schema} şemasında ödeme tabloları yok. Veritabanının ve şemanın adını denetleyin. Yalnızca hiç ` +
    `kullanılmadıysa tabloları oluşturun: ${command}`,
  unknownKey: (key) => `veritabanında key'i ${key} olan bir ödeme yok. list, olanları gösterir.`,
  isSettled: (key) => `${key} tamamlandı: artık hiçbir şey değiştirilemez.`,
  isDenied: (key, command) => `${key} onaylanmadı (deny). Yalnızca bu karar geri alınacaksa: ${command}`,
  isBeingCancelled: (key) => `${key} iptal ediliyor: onaylanamaz.`,
  nothingToApprove: (key) =>
    `${key} şu anda onaylanacak bir inceleme göstermiyor. status ne durumda olduğunu gösterir.`,
  digestRequired: "Terminal yoksa --digest gerekli. Hiçbir şey kaydedilmedi.",
  digestMismatch:
    "--digest şu anda gösterilen incelemenin digest'i olmalı. İnceleme değişmiş ya da digest yanlış. Hiçbir şey kaydedilmedi.",
  keyTaken: (key) =>
    `veritabanında key'i ${key} ya da bir bölümünün key'i olan bir ödeme zaten var ve submit ile verilmemiş. Onu başlatıldığı gibi ` +
    "sürdürün: başka bir key ile alıcılarına yeniden ödeme yapılır. Hiçbir şey kaydedilmedi.",
  timeIsPast: "--authorize-at gelecekte olmalı. Hiçbir şey kaydedilmedi.",
  approversRequired: "--approvers gerekli: kural bir bütün olarak kaydedilir.",
  aborted: "Durduruldu: hiçbir şey kaydedilmedi.",
  refusals: {
    "The submitter must not approve the payout.":
      "Ödemeyi kaydeden onaylayamaz: başka biri onaylamalı. Hiçbir şey kaydedilmedi.",
    "The payout is settled.": "Ödeme tamamlandı, artık hiçbir şey değiştirilemez. Hiçbir şey kaydedilmedi.",
    "The payout is denied.":
      "Ödeme onaylanmadı (deny): karar geri alınacaksa önce resume gerekir. Hiçbir şey kaydedilmedi.",
    "The payout is being cancelled.": "Ödeme iptal ediliyor; bir iptal geri alınamaz. Hiçbir şey kaydedilmedi.",
    "The payout is or may be authorised, and cannot be cancelled any more.":
      "Ödeme onayı (auth) verilmiş ya da verilmiş olabilir, artık iptal edilemez. Alıcılara ödeme yapılmış olabilir: tamamlanmadan " +
      "başka bir yolla ödeme yapmayın. Hiçbir şey kaydedilmedi.",
    "The payment already has another requestId.":
      "Ödemenin zaten başka bir requestId'si var. Yalnızca iyzico'nun bu externalId için teyit ettiği toplu ödeme bağlanır. Hiçbir şey " +
      "kaydedilmedi.",
    "A worker advanced the payment meanwhile.":
      "Bu sırada bir worker ödemeyi ilerletti: komutu yeniden çalıştırın. Hiçbir şey kaydedilmedi.",
    "There is nothing to approve: the payout shows no review now.":
      "Onaylanacak bir şey yok: ödeme şu anda bir inceleme göstermiyor. Hiçbir şey kaydedilmedi.",
    "The digest is not that of the review that is shown now. What it stood for has changed.":
      "Digest şu anda gösterilen incelemenin değil: inceleme değişti. Hiçbir şey kaydedilmedi.",
    "The tables are those of an older version.": "Tablolar eski bir sürümün: mass-payout migrate çalıştırın.",
    "The tables are those of a newer version, which this one cannot work with.":
      "Tablolar bu sürümün çalışamadığı daha yeni bir sürümün: yeni sürümü kurun.",
    "encryptionKey must be the one of the other processes.":
      "MASS_PAYOUT_ENCRYPTION_KEY öbür işlemlerinkiyle aynı olmalı: migrate'e ilk verilen, verilmediyse hiçbiri.",
  },

  submitted: (key, by) => `${key} kaydedildi; kaydeden: ${by}.`,
  submittedBefore: (key) =>
    `${key} daha önce aynı planla kaydedilmişti: aynı ödemedir. Hiçbir şey kaydedilmedi; --by, --authorize-at ve --max-items ` +
    "ilk seferdeki gibidir.",
  parts: (count) => `${count} bölümde ödenir.`,
  workerNeeded: "Ödemeyi çalışan bir worker yapar: istediğiniz sayıda mass-payout worker.",
  approved: (approvals, required) =>
    approvals >= required
      ? `Onaylandı: ${approvals}/${required}. Hâlâ tam olarak bunu gösteriyorsa worker ödeme onayını (auth) verir.`
      : `Kaydedildi: ${approvals}/${required} onay. Aynı digest'i ${required - approvals} kişi daha onaylamalı.`,
  denied: (key) => `${key} onaylanmadı: ödeme onayı (auth) verilmemiş olana artık verilmez.`,
  resumed: (key) =>
    `${key} sürüyor: bir worker hemen sorgular. Onaylamama kararı geri alındı; önceki onaylar geçersiz kalır.`,
  cancelRequested: (key) =>
    `${key} iptal edilecek. iyzico'daki iptali bir worker yapar, status bittiğini gösterir. O zamana kadar alıcılarına başka bir ` +
    "yolla ödeme yapmayın.",
  linked: (key, requestId) => `${key}, ${requestId} toplu ödemesiyle sürüyor; onu yalnızca bir digest onaylar.`,
  authorisedAlready: (keys) =>
    `Daha önce ödeme onayı (auth) verilmiş ya da verilmiş olabilir, artık durdurulamaz: ${keys}. Alıcılarına ödeme yapılmış ` +
    "olabilir: onlara başka bir yolla ödeme yapmayın.",
  migrated: (schema) => `${schema} şemasında bu sürümün tabloları var.`,
  purged: (count) => `${count} ödemenin adları ve hesapları silindi. Tutarlar, kimlikler ve geçmiş duruyor.`,

  policy: {
    none: "Kayıtlı bir onay kuralı yok: olağan dışı bir şey yoksa ödeme onayı kimseye sorulmadan verilir.",
    approvers: (count) =>
      count === 0 ? "Olağan dışı bir şey yoksa kimsenin onayı gerekmez." : `Her ödemeyi ${count} kişi onaylamalı.`,
    above: (sum, approvers) => `${sum} üzerindeki bir ödemeyi ${approvers} kişi onaylamalı.`,
    notTheSubmitter: "Ödemeyi kaydedenin kendi onayı sayılmaz.",
    expiresAfter: (duration) => `Bir onay ${duration} geçerlidir.`,
    stored: "Kaydedilen kural:",
    openPayouts:
      "Bundan sonra kaydedilen her ödeme için geçerlidir. Daha önce kaydedilenler için her noktada daha sıkı olan geçerlidir: bu kural " +
      "ya da kaydedildiği zamanki kural. Kayıtlı onaylar kalır ve kuralın izin verdiği ölçüde sayılır.",
    otherProcesses: "createDurablePayouts'a başka bir kural veren bir program artık başlamaz.",
  },
  duration: (count, unit) => `${count} ${{ days: "gün", hours: "saat", minutes: "dakika", seconds: "saniye" }[unit]}`,

  worker: {
    started: (concurrency, perMinute) =>
      `Worker çalışıyor: aynı anda en çok ${concurrency} ödeme, bütün worker'larla birlikte dakikada ${perMinute} istek.`,
    stopping: "Süren işler bitince duruyor. İkinci sinyal hemen bitirir; işleri öbür worker'lar üstlenir.",
    stopped: "Worker durdu.",
    actionRequired: (reason, command) => `işlem gerekiyor (${reason}). Ne yapılacağı: ${command}`,
    balanceLow: (balance, required) => `${balance} bakiye ${required} için yetmiyor`,
    failed: (failures, failure) => `art arda ${failures} kez başarısız oldu, yeniden deneniyor: ${failure}`,
    queueFailed: (failure) => `veritabanı ya da kuyruk başarısız oldu, yeniden deneniyor: ${failure}`,
    queueRecovered: "veritabanı ve kuyruk yeniden çalışıyor",
  },

  status: {
    asOf: "Veritabanına göre, iyzico'ya sorulmadan.",
    submitted: "Kaydedildi",
    submittedBy: (name) => `kaydeden: ${name}`,
    authorizeAt: "Ödeme onayı bundan önce verilmez",
    approval: "Onaylandı",
    voidApproval: "Onaylandı, sayılmıyor",
    voidReasons: {
      expired: "süresi doldu",
      denied: "ödeme onaylanmadı",
      "review-changed": "inceleme değişti",
      "database-restored": "veritabanı geri yüklendi",
    },
    denied: "Onaylanmadı",
    deniedBy: (name) => `karar veren: ${name}`,
    cancelRequested: "İptal istendi",
    settled: "Tamamlandı",
    notTaken:
      "Onun için henüz hiçbir şey gönderilmedi: bunu bir worker yapar. Çalışan yoksa başlatın: mass-payout worker.",
    approvals: (count, required) => `Bu incelemenin onayları: ${count}/${required}.`,
    approveWith: "Tam olarak bu incelemeyi onaylamak için:",
    denyWith: "Ödenmemesi gerekiyorsa:",
    linkWith: "iyzico'nun bu ödeme için teyit ettiği requestId ile:",
    resumeWith: "Nedeni giderildikten sonra:",
    undenyWith: "Bu kararı geri almak ya da ödemeyi iyzico'da iptal etmek için:",
    partColumns: { part: "Bölüm", phase: "Aşama", recipients: "Alıcı", sums: "Talep edilen", requestId: "requestId" },
    givenUp: "vazgeçildi, hiçbir şey gönderilmedi",
    createdAfterAuth: "iyzico talebi aldı, ödeme onayı gönderildi, işlenmedi",
    abandoned: (externalIds) =>
      `Vazgeçilen toplu ödemelerin iptalini iyzico'dan isteyin: ${externalIds}. İptal edilene kadar alıcılarına başka bir yolla ` +
      "ya da başka bir key ile ödeme yapmayın.",
    required: {
      "external-id-taken":
        "iyzico'da bu externalId ile zaten bir toplu ödeme var ve bu veritabanında yok. Her şeyden önce neyi ödediğini öğrenin: " +
        "başka bir key ile aynı alıcılara iki kez ödeme yapılır. Bu ödemeninkiyse requestId'sini bağlayın (link).",
      "abandoned-payout-moved":
        "Bu ödemenin vazgeçtiği bir toplu ödeme aynı alıcılara ödeme yapabilir. Onlara başka bir yolla ya da başka bir key ile " +
        "ödeme yapmayın, iki toplu ödemeyi de iyzico'ya sorun.",
      "payout-mismatch":
        "iyzico'nun gösterdiği bu ödemeden farklı. Bu alıcılara başka bir ödeme yapmadan önce nedenini öğrenin.",
      "request-id-unknown":
        "Toplu ödeme iyzico'da var, requestId'si kayboldu. iyzico'dan öğrenip bağlayın (link). Alıcılara başka bir yolla ödeme " +
        "yapmayın.",
      "payout-not-found":
        "iyzico toplu ödemeyi ya da bütün kalemlerini göstermedi. Alıcılara ödeme yapılmış olabilir: onlara başka bir yolla ya da " +
        "başka bir key ile ödeme yapmayın. iyzico'ya requestId ile sorun. Sorgulama sürüyor.",
      stuck:
        "iyzico ödeme onayını (auth) kabul etti, ancak işlediği görünmedi. Alıcılara yine de ödeme yapılabilir: onlara başka bir " +
        "yolla ya da başka bir key ile ödeme yapmayın. iyzico'ya sorun. Sorgulama sürüyor.",
      "init-outcome-unknown":
        "Talep (init) birkaç kez gönderildi, ancak iyzico bir toplu ödeme göstermedi. Hiçbir alıcıya ödeme yapılmadı. iyzico'ya " +
        "sorun. resume ile talep bir kez daha gönderilir.",
      "init-outcome-unknown-restored":
        "Talep (init) birkaç kez gönderildi, ancak iyzico bir toplu ödeme göstermedi. Veritabanı daha eski bir duruma döndü: bu " +
        "externalId'nin, iyzico'nun henüz göstermediği onaylanmış (auth) bir toplu ödemesi olabilir. Alıcılara başka bir yolla ve " +
        "başka bir key ile ödeme yapmayın. iyzico'ya bu externalId'nin, sonunda -r2 ile -r4 olanlar dahil, toplu ödemelerini sorun. " +
        "Varsa requestId'sini bağlayın (link). Yalnızca iyzico olmadığını ve olmayacağını teyit ederse resume ile sürdürün: talep bir " +
        "kez daha gönderilir.",
      "init-rejected":
        "iyzico talebi (init) reddetti. Nedenini giderip resume ile sürdürün. Neden plandaysa önce iyzico'ya bu externalId ile bir " +
        "toplu ödeme olmadığını sorun; varsa requestId'sini bağlayın (link) ve başka bir key kullanmayın. Yoksa düzeltilmiş planı başka " +
        "bir key ile vermeden önce bu ödemeyi iptal edin (cancel): yoksa ikisi de ödenebilir.",
      "not-sent": "Bir istek gönderilemedi. Nedenini giderip resume ile sürdürün.",
      "retrieve-failed":
        "Toplu ödeme okunamadı. Ödeme onayı (auth) gönderildiyse alıcılara ödeme yapılmış olabilir: onlara başka bir yolla ödeme " +
        "yapmayın. Nedenini giderip resume ile sürdürün.",
      "approval-required": "İnceleme, digest'i ile onaylanmalı. Onun için henüz ödeme onayı (auth) verilmedi.",
      "auth-outcome-unknown":
        "Bir ödeme onayı (auth) gönderildi, ancak işlendiği görünmedi. iyzico'ya sorun: işlendi mi, hâlâ işlenebilir mi? iyzico " +
        "ikisine de hayır diyene kadar alıcılara başka bir yolla ödeme yapmayın ve hiçbir incelemeyi onaylamayın.",
      "auth-outcome-unknown-restored":
        "Veritabanı daha eski bir duruma döndü ve gönderilen bir ödeme onayının (auth) kaydını yitirmiş olabilir. İkinci bir ödeme " +
        "onayı tüm alıcılara iki kez ödeme yaptırabilir. iyzico'ya bu externalId'nin, sonunda -r2 ile -r4 olanlar dahil, bütün toplu " +
        "ödemelerini sorun. Yalnızca iyzico hiçbirinin ödeme onayının işlenmediğini ve işlenmeyeceğini teyit ederse incelemeyi digest'i " +
        "ile onaylayın. O zamana kadar alıcılara başka bir yolla ödeme yapmayın.",
      "insufficient-balance":
        "iyzico toplu ödemeyi bakiye bekliyor gösteriyor. Bakiyeyi komisyonlarla birlikte tamamlayıp resume ile sürdürün: bir worker " +
        "ödemeyi hemen sorgular. Yoksa sonraki sorgulama saatler sonra olabilir. Bakiye tamamlanınca iyzico alıcılara kendiliğinden " +
        "ödeme yapabilir: onlara başka bir yolla ödeme yapmayın. Yalnızca devam etmezse bir inceleme gösterilir; digest'i yeni bir " +
        "ödeme onayını onaylar. Onaylamadan önce iyzico'ya sorun: iyzico sonradan devam ederse yeni ödeme onayı iki kez ödeme yaptırabilir.",
      "unknown-status":
        "Toplu ödemenin ya da bir kalemin statüsünü bu sürüm tanımıyor. Alıcıları ne ödenmiş ne de ödenmemiş sayılır: onlara başka " +
        "bir yolla ödeme yapmayın, statünün anlamını iyzico'ya sorun. Sorgulama sürüyor.",
      "refund-failed":
        "Bazı alıcılara ödeme yapılmadı ve tutarlar iade edilmedi: iyzico'dan talep edin. Bu alıcılara başka bir yolla ancak " +
        "tutarlar iade edilirse ya da iyzico ödeme yapmayacağını teyit ederse ödeyin.",
      "refund-missing":
        "Bazı kalemler başarısız oldu, tutarları iade edilmedi. Ne ödenmiş ne de kesin olarak ödenmemiş sayılırlar: başka bir yolla " +
        "ödemeyin. iyzico'ya sorun. Sorgulama sürüyor.",
      "items-stuck":
        "Bazı kalemler uzun süredir işlemde. Ne ödenmiş ne de ödenmemiş sayılırlar: başka bir yolla ödemeyin. iyzico'ya sorun. " +
        "Sorgulama sürüyor.",
    },
    deniedNote:
      "Onaylanmadı: karar geri alınmadıkça ödeme onayı (auth) verilmemiş olana artık verilmez. iyzico'da iptal edilebilir.",
  },

  list: {
    columns: { submitted: "Kaydedildi", submittedBy: "Kaydeden", reason: "Neden" },
    settled: "tamamlandı",
    empty: "Veritabanında böyle bir ödeme yok.",
    more: (command) => `Devamı var: ${command}`,
  },

  history: {
    columns: { time: "Zaman", event: "Olay", by: "Kim", part: "Bölüm", details: "Ayrıntılar" },
    events: {
      submitted: "kaydedildi",
      created: "oluşturuldu",
      "taken-over": "başka bir işlem devraldı",
      restored: "kayıt eski bir duruma döndü",
      "database-restored": "veritabanı geri yüklendi",
      "init-sent": "talep (init) gönderildi",
      "init-accepted": "talep (init) alındı",
      "init-failed": "talep (init) başarısız",
      "not-found": "iyzico göstermedi",
      polled: "sorgulandı",
      linked: "requestId bağlandı",
      restarted: "yeniden başlatıldı",
      approved: "onaylandı",
      "approval-void": "onay geçersiz kaldı",
      denied: "onaylanmadı",
      resumed: "sürdürüldü",
      "cancel-requested": "iptal istendi",
      "policy-changed": "onay kuralı değişti",
      "cancel-sent": "iptal gönderildi",
      "auth-sent": "ödeme onayı (auth) gönderildi",
      "auth-accepted": "ödeme onayı (auth) alındı",
      "auth-failed": "ödeme onayı (auth) başarısız",
      "action-required": "işlem gerekiyor",
      settled: "tamamlandı",
      superseded: "kalemleri yeniden ödeniyor",
    },
    details: {
      rejected: "reddedilen",
      code: "kod",
      outcome: "sonuç",
      payoutStatus: "toplu ödeme",
      itemStatuses: "kalemler",
      note: "not",
      reason: "neden",
      part: "bölüm",
      approver: "onaylayan",
    },
    outcomes: { "not-sent": "gönderilmedi", rejected: "reddedildi", unknown: "bilinmiyor" },
  },

  ledger: {
    columns: { position: "Sıra", time: "Zaman", payout: "Ödeme", item: "Kalem", kind: "Tür", amount: "Tutar" },
    kinds: { paid: "ödenen", commission: "komisyon", refund: "iade", receivable: "iyzico'dan alacak" },
    ofCommission: (kind) => `${kind} (komisyon)`,
    empty: "Kesinleşmiş kayıt yok.",
    next: (position) => `Sonraki kayıtlar: --since ${position}`,
  },

  health: {
    open: "Açık ödemeler",
    oldest: "En eskisi verileli",
    actionRequired: "İşlem gerekiyor",
    overdue: "Bir dakikadan çok geciken",
    overdueNote: "Ödemeler bir worker bekliyor: bir tane ya da daha çok başlatın.",
    failing: "Başarısız olan",
    rateLimitWait: (merchant) => `İstek sınırı için son bekleme (${merchant})`,
    restored: "Veritabanı geri yüklendi",
    restoredNote: "Geri yüklemeden önceki onaylar geçersizdir.",
    none: "yok",
  },
};
