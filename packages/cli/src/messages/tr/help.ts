import type { HelpMessages } from "../help.js";

/** The Turkish messages of `help`. */
export const help: HelpMessages = {
  usage: "Kullanım",
  options: "Seçenekler",
  option: "seçenekler",
  environment: "Ortam değişkenleri",
  exitCodes: "Çıkış kodu",
  usualExitCodes: "0 başarılı; 1 başarısız; 2 komut ya da girdi yanlış.",
  helpFlag: "bu yardımı yazar",
  versionFlag: "sürümü yazar",
  more: "mass-payout KOMUT --help bir komutu anlatır. iyzico ile bağlantılı değildir.",
  groups: {
    plan: "Hesap tablosundan plana",
    pay: "Ödeme",
    database: "Kendi Postgres'inizle, birçok makinede ödeme",
    read: "iyzico'dan okuma",
    byHand: "Elle tek işlem",
    tools: "Araçlar",
  },
  commands: {
    template: {
      brief: "okunan başlıklarla boş bir hesap tablosu yazar",
      description:
        "Dosyayı stdout'a yazar: mass-payout template --format xlsx > odemeler.xlsx. Yalnızca başlıkları vardır, alıcı yoktur. " +
        "CSV, Türkçe Excel'in açtığı gibidir: noktalı virgül ve bayt sırası işaretli UTF-8.",
    },
    plan: {
      brief: "bir hesap tablosunu (CSV ya da XLSX) plan olarak yazar",
      description:
        "Planı adlar ve hesaplarla JSON olarak yazar. Hiçbir şey göndermez, anahtar istemez. Bütün satırların bütün hataları " +
        "satır ve sütunuyla, hücrelerin içeriği olmadan, bir kerede yazılır.\n\n" +
        "Başlıklar Türkçe ve İngilizce tanınır: Ad Soyad ya da Name, IBAN, TCKN, Telefon ya da Phone, Üye No ya da Member ID, " +
        "Tutar ya da Amount, Para Birimi ya da Currency, Açıklama ya da Description, Ödeme No ya da Payment ID; üstlerinde " +
        "başka satırlar olabilir. Her satırda tek alıcı vardır. Öbür sütunlar okunmaz; kastedilmiş olabilecek bir sütun " +
        'belirtilmelidir: --map "Durum=ignore", --map "Hakediş=amount".\n\n' +
        "Tutarın ondalıkları virgülden ya da noktadan sonra gelir. 1.234 gibi iki türlü okunabilen bir tutar, --decimal " +
        "hangisi olduğunu belirtene kadar reddedilir. Gizli satır ve sütunlar, birleştirilmiş hücreler ve rakam kaybetmiş " +
        "sayılar da reddedilir.",
      exitCodes: "0 başarılı; 2 komut yanlış ya da hesap tablosunda hata var.",
    },
    check: {
      brief: "bir planı denetler, pay'in ne yapacağını söyler",
      description:
        "Hiçbir şey göndermez, anahtar istemez. Her hatayı yazar; hata yoksa toplamları, IBAN'ların bankalarını, yinelenen " +
        "alıcıları ve pay'in ne yapacağını yazar. Adları ve hesapları yazmaz.",
      exitCodes: "0 hata yok; 2 komut yanlış ya da dosyada hata var.",
    },
    pay: {
      brief: "bir planı sonuna kadar öder; yeniden çalıştırılırsa sürdürür",
      description:
        "Planı gönderir (init), incelemeye sunar, ödeme onayı verir (auth) ve sonuçlanana kadar sorgular. Durdurulur ya da " +
        "kapanırsa aynı komut kaldığı yerden sürdürür ve hiçbir alıcıya iki kez ödeme yapmaz.\n\n" +
        "--approve verilmezse ödeme onayı ancak iyzico hiçbir kalemi reddetmediyse, bakiye yetiyorsa ve ne planın bir " +
        "alıcısına ne de bütün listeye iki kez ödeme yapılıyor gibi görünüyorsa verilir; yoksa inceleme yazılır.\n\n" +
        "Canlı ortamda ödeme onaylanmalı: planın key'i yazılarak, terminal yoksa --yes ile. Ödeme onayı verilmiş bir ödeme " +
        "yalnızca sorgulanır ve bunu istemez.\n\n" +
        "Sonuç plandaki adlarla stdout'a, ilerleme stderr'e yazılır. Bir sinyalle durdurulursa sonuç yerine ödemenin ne durumda " +
        "olduğunu ve sürdüren komutu yazar.",
      exitCodes:
        "0 sonuçlandı, bütün alıcılara ödeme yapıldı; 1 başarısız; 2 komut, kayıt klasörü ya da plan yanlış; " +
        "3 sonuçlandı, bütün alıcılara ödeme yapılmadı; 4 işlem gerekiyor: sonuç hangisi olduğunu söyler; 5 sürüyor ya da " +
        "bir sinyalle durduruldu: aynı komutu --new-store ve --expect-new olmadan yeniden çalıştırın.",
    },
    report: {
      brief: "bir ödemeyi raporlar: kime ödendi, kime neden ödenmedi",
      description:
        "Kayıtları okur, hiçbir şey göndermez. --plan verilmezse raporda yalnızca kimlikler ve tutarlar vardır: kayıtlarda ad " +
        "yoktur. Banka dekontu değildir.\n\n" +
        "html tarayıcı ve A4 kâğıt için tek bir sayfadır, başka hiçbir dosyayı istemez. xlsx'te alıcılar ve csv'deki satırlar " +
        "vardır.\n\n" +
        "csv muhasebe içindir: kesinleşen her muhasebe kaydı için aynı entry_key ile iki satır (debit: borç, credit: alacak), " +
        "kaydı olmayan her kalem için bir satır. Kesinleşmeyen bir kayıt muhasebeleştirilmemelidir ve alınmaz; kalemin durumu " +
        "nereye vardığını gösterir. Önceki bir kaydı geri alan kayıtta borç ve alacak yer değiştirir. Toplamlar debit ve " +
        "credit'ten alınır: amount ve commission kalemindir, her satırında aynıdır.\n\n" +
        "--locale tr ile csv noktalı virgül ve ondalık virgüllüdür, Türkçe tablo programları böyle bekler; en ile virgül ve " +
        "ondalık noktalıdır. Formül gibi başlayan (= + - @) bir metnin önüne kesme işareti konur.\n\n" +
        "Hesap dosyasında her kayıt türünün iki tarafının hesap kodu vardır:\n" +
        '{ "paid": { "debit": "335.01", "credit": "102.09" }, "commission": {…}, "refund": {…}, "receivable": {…} }\n' +
        "İade (refund) bakiyeden çıkıp geri gelmiştir: iki tarafı da bakiyenin hesabıdır.",
    },
    repay: {
      brief: "geri dönenleri yeniden ödeyecek planı yapar",
      description:
        "KEY ödemesini yeniden sorgular ve kayıtlarda da iyzico'da da şu anda iade edilmiş (DEPOSIT_SUCCESS) ya da reddedilmiş " +
        "(INVALID) kalemlerin, yalnızca onların planını JSON olarak yazar. Ödeme yapmaz: planı pay ile ödeyin. pay, bir şey " +
        "göndermeden önce KEY ödemesine bu kalemlerin yerine yenilerinin geçtiğini yazar ve onlar için başka her planı " +
        "reddeder.\n\n" +
        "Reddedilmiş bir hesabı planı ödemeden önce planda düzeltin; kimlikler ve tutarlar aynı kalmalı. Aynı --key ile yeniden " +
        "çalıştırılırsa aynı planı yazar. --json ile stdout'ta plan ve dışarıda kalan kalemler yer alır.",
      exitCodes:
        "0 plan stdout'ta; 1 başarısız; 2 komut ya da plan yanlış ya da bu key ile yeniden ödenebilecek bir şey yok; 4 işlem " +
        "gerekiyor: iyzico bir kalemi kayıtlardan farklı gösteriyor ve plan yok.",
    },
    status: {
      brief: "bir ödemenin durumunu ve gereken işlemi gösterir",
      description:
        "iyzico'ya bir şey sormaz ve göndermez. Gereken işlem ve komutu, son pay'in bıraktığı gibidir: pay sorgular ve o " +
        "zamandan beri değişeni gösterir. Veritabanıyla KEY, submit ile verilmiş bir ödemedir: onayları ve bölümleri, --all " +
        "ile kimlikleri, türleri ve tutarlarıyla alıcıları da gösterilir: adlar ve hesaplar okunmaz.",
      exitCodes:
        "0 sonuçlandı, bütün alıcılara ödeme yapıldı; 1 başarısız; 2 komut yanlış ya da böyle bir ödeme yok; 3 sonuçlandı, " +
        "bütün alıcılara ödeme yapılmadı; 4 işlem gerekiyor; 5 sürüyor.",
    },
    list: {
      brief: "kayıt klasöründeki ya da veritabanındaki ödemeleri listeler",
      description: "iyzico'ya bir şey sormaz ve göndermez. Okunamayan bir ödeme hatasıyla gösterilir.",
      exitCodes: "0 başarılı; 1 bir ödeme okunamıyor; 2 komut ya da kayıt klasörü yanlış.",
    },
    migrate: {
      brief: "Postgres'inizde tabloları oluşturur ya da günceller",
      description:
        "Bir kez ve @iyzico-mass-payout/durable her güncellendiğinde, tablo oluşturabilen bir kullanıcıyla çalıştırın. Hiçbir " +
        "ödemeyi değiştirmez; aynı anda birkaç kez çalıştırılabilir.",
    },
    submit: {
      brief: "bir planı kaydeder; ödemeyi worker'lar yapar",
      description:
        "Aynı key ile aynı plan, bir çökmeden sonra da aynı ödemedir. Kendisi hiçbir şey göndermez: worker gönderir. Plan, adlar " +
        "ve hesaplarla ayrı bir tabloda saklanır; MASS_PAYOUT_ENCRYPTION_KEY verilmişse şifrelenir.\n\n" +
        "Canlı ortamda yeni bir ödeme onaylanmalı: planın key'i yazılarak, terminal yoksa --yes ile.",
      exitCodes: "0 şimdi ya da daha önce kaydedildi; 1 başarısız; 2 komut ya da plan yanlış: hiçbir şey kaydedilmedi.",
    },
    worker: {
      brief: "durdurulana kadar, verilmiş ödemeleri yapar",
      description:
        "İstediğiniz sayıda işlem ve makinede çalıştırın: biri ölürse ödeme başka yerde sürer. Hepsi birlikte herhangi bir dakikada " +
        "en çok --rate-limit istek gönderir. SIGTERM ve SIGINT, süren işler bitince durdurur; ikincisi hemen bitirir. Her olay " +
        "için, alıcılardan hiçbir şey içermeyen bir satır yazar.",
      exitCodes: "0 bir sinyalle durduruldu; 1 başarısız; 2 komut, ortam ya da veritabanının tabloları yanlış.",
    },
    approve: {
      brief: "ne ödeneceğini gösterir ve tam olarak onu onaylar",
      description:
        "Terminalde incelemeyi gösterir ve digest'inin ilk karakterlerini sorar. Terminal yoksa --digest verilmeli. Bir digest tek " +
        "bir incelemedir: inceleme değişirse onay geçersiz olur. Worker çalışmıyorken de olur; sonra bir worker sürdürür.",
      exitCodes:
        "0 onay kaydedildi, başkalarının da onaylaması gerekse bile; 1 başarısız; 2 komut yanlış ya da onaylanacak bir şey yok; " +
        "4 digest yazılmadı: hiçbir şey kaydedilmedi.",
    },
    deny: {
      brief: "bir ödemeyi onaylamaz: ödeme onayı artık verilmez",
      description: "resume bu kararı geri alır; cancel --by ödemeyi iyzico'da iptal eder.",
      exitCodes:
        "0 kaydedildi, hiçbir şeye ödeme onayı verilmemişti; 1 başarısız; 2 komut yanlış; 4 kaydedildi, bir bölüme daha önce ödeme " +
        "onayı verilmiş ya da verilmiş olabilir.",
    },
    resume: {
      brief: "nedeni giderilen bir ödemeyi sürdürür",
      description:
        "İşlem gerektiren ya da onaylanmamış bir ödeme için. Hiçbir şeyi onaylamaz: deny'dan önceki onaylar geçersizdir.",
    },
    link: {
      brief: "iyzico'daki bir toplu ödemeyi bir key'e bağlar",
      description:
        "KEY ödemenin ya da bir bölümünün key'idir. requestId, iyzico'nun externalId'si için teyit ettiği olmalı. Bağlanan bir " +
        "ödemeyi yalnızca bir digest onaylar.",
    },
    history: {
      brief: "bir ödemede kimin ne yaptığını, ne gönderildiğini gösterir",
      description: "Veritabanından, sırayla, alıcılardan hiçbir şey içermeden. Denetim içindir.",
    },
    ledger: {
      brief: "bütün ödemelerin kesinleşmiş muhasebe kayıtlarını yazar",
      description:
        "Kaydedildikleri sırayla. Her birini bir kez muhasebeleştirin: her seferinde --since ile son sıradan başlayın, stderr onu " +
        "yazar. csv'nin sütunları report --format csv'ninkilerdir.",
    },
    policy: {
      brief: "kimlerin onaylaması gerektiğini gösterir ya da kaydeder",
      description:
        "--approvers ile kuralı bir bütün olarak kaydeder ve açık ödemeler için anlamını yazar. Onlar için her noktada daha sıkı " +
        "olan geçerlidir: bu kural ya da verildikleri zamanki kural.",
    },
    health: {
      brief: "açık ve ilgi bekleyen ödemeleri sayar",
      exitCodes:
        "0 ilgi bekleyen bir şey yok; 1 başarısız; 2 komut yanlış; 4 işlem gereken, geciken ya da başarısız olan ödeme var.",
    },
    purge: {
      brief: "tamamlanmış ödemelerin adlarını ve hesaplarını siler",
      description:
        "Bir tarihten önce tamamlanmış ödemelerin saklanan planlarını siler. Tutarlar, kimlikler, kayıtlar ve geçmiş kalır.",
    },
    retrieve: {
      brief: "bir toplu ödemeyi ve kalemlerinin bir sayfasını okur",
      description: "Ödeme yapmaz. --json ile sonuçta kişisel veriler eksiksiz yer alır.",
    },
    items: {
      brief: "bir toplu ödemenin bütün kalemlerini birer kez okur",
      description:
        "Satırlar geldikçe, tablo ise sonunda yazılır. Bir sayfa okunamazsa çıkış kodu 1'dir ve JSON'da isComplete: false yer " +
        "alır. CSV hesap tabloları içindir, alıcı bilgileri maskelidir; JSON ve NDJSON'da kişisel veriler eksiksizdir.",
    },
    item: {
      brief: "bir toplu ödemenin bir kalemini referenceCode ile okur",
      description: "--json ile sonuçta kişisel veriler eksiksiz yer alır.",
    },
    wait: {
      brief: "bir toplu ödemeyi sonuçlanana kadar sorgular; yalnızca okur",
      exitCodes:
        "0 sonuçlandı, bütün alıcılara ödeme yapıldı; 1 başarısız; 2 komut yanlış; 3 sonuçlandı, bütün alıcılara ödeme " +
        "yapılmadı; 4 işlem gerekiyor; 5 sürüyor ya da bir sinyalle durduruldu.",
    },
    balance: {
      brief: "toplu ödemelerin yapıldığı bakiyeyi okur",
      exitCodes: "0 başarılı; 1 başarısız; 2 komut yanlış; 3 bakiye --below tutarının altında.",
    },
    init: {
      brief: "bir planı iyzico'ya gönderir, başka bir şey yapmaz: nöbetçi mühendis için; pay hepsini yapar",
      description:
        "İstek gönderilmeden önce kayıt klasörüne yazılır. İlki kesin olarak gönderilmemiş olmadıkça aynı externalId ile ikincisi " +
        "kabul edilmez. Ödeme onayından (auth) önce hiçbir alıcıya ödeme yapılmaz.",
      exitCodes:
        "0 bütün kalemler kabul edildi; 1 başarısız; 2 komut ya da plan yanlış veya daha önce gönderildi; 4 gönderilmiş olabilir " +
        "ya da reddedilen kalem var.",
    },
    auth: {
      brief:
        "bir toplu ödemeyi inceletir ve digest'i ile ödeme onayı verir: nöbetçi mühendis için; pay bunu güvenle yapar",
      description:
        "--approve verilmezse incelemeyi ve digest'ini yazar. Verilirse yeniden sorgular; toplu ödeme ve reddedilenler dışındaki " +
        "bütün kalemler INIT ise ve hiçbir şey değişmediyse ödeme onayını gönderir. Gönderilmeden önce kayıt klasörüne yazılır. " +
        "İşlenmiş olabilecek bir ödeme onayından sonra 10 dakika hiçbir şey onaylanmaz, sonra da yalnızca yeni bir digest " +
        "onaylanır. Kayıtlardaki bir ödemeye ait toplu ödeme kabul edilmez: pay kullanın.",
      exitCodes:
        "0 iyzico ödeme onayını aldı; 1 başarısız; 2 komut yanlış ya da toplu ödeme bir ödemeye ait; 4 onay gerekiyor, hiçbir şey " +
        "gönderilemez ya da ödeme onayı işlenmiş olabilir: o zaman yeniden çalıştırmayın, wait ile izleyin.",
    },
    cancel: {
      brief: "bir toplu ödemeyi ödeme onayı verilmeden önce iptal eder",
      description:
        "Tek istek gönderir. Ödeme onayından (auth) sonraki bir iptalin etkisi belgelenmemiş.\n\n" +
        "--by ile bunun yerine veritabanındaki KEY ödemesini iptal eder: kaydedilir, ödeme onayı verilmemiş her bölümünü bir worker " +
        "iptal eder ve artık hiçbir bölümüne ödeme onayı verilmez. MASS_PAYOUT_DATABASE verilmişse hangisinin istendiği --by, " +
        "--no-database ya da --store ile belirtilmeli.",
      exitCodes:
        "0 iyzico iptal etti ya da kaydedildi; 1 başarısız; 2 komut yanlış; 4 iptal edilmiş olabilir: başka bir şeyden önce bakın; " +
        "ya da bir bölümüne ödeme onayı verilmiş olabilir.",
    },
    doctor: {
      brief: "anahtarları, adresi, ağı, TLS'i, saati ve imzalı bir isteği denetler, ne yapılacağını söyler",
      description: "iyzico'da hiçbir şeyi değiştirmez. Hiçbir anahtarı yazmaz.",
      exitCodes: "0 her şey yolunda; 1 bir sorun var; 2 komut yanlış.",
    },
    sign: {
      brief: "bir isteği imzalar, neyin imzalandığını gösterir; göndermez",
      description:
        "Bir curl satırı yazar. YÖNTEM GET ya da POST, YOL ise sunucu adından sonrasıdır, örneğin /v1/mass/payout/balance. Başlıkta API anahtarı Base64 " +
        "olarak ve geçerli bir imza vardır.",
    },
    statuses: { brief: "toplu ödeme ve kalem statülerini anlamlarıyla listeler" },
    simulate: {
      brief: "parasız denemek için bu makinede iyzico'yu taklit eder",
      description:
        "-- KOMUT verilirse bir komutu simülatörün ortamıyla çalıştırır, onunla ve onun çıkış koduyla biter. Verilmezse öbür " +
        "komutların simülatöre ulaşacağı ortamı yazar ve durdurulana kadar çalışır. Bitince hiçbir şey saklamaz. " +
        "iyzico'nun davranışı bilinmiyorsa simülatör birini seçer.\n\n" +
        "Bir arıza TÜR[:İŞLEM][:executed] biçimindedir; sıradaki isteği ya da bir işlemin (retrieve, init, auth, cancel, " +
        "item, balance) sıradaki isteğini etkiler. Türler ve işlemin gerçekleşip gerçekleşmediği:\n" +
        "reset-before, reset-after (gerçekleşir): bağlantı kopar\n" +
        "timeout-before, timeout-after (gerçekleşir): yanıt gelmez\n" +
        "stalled-body (gerçekleşir): yanıtın yarısı gelir\n" +
        "html-502, redirect, system-error, rejection: yanıt bir hatadır; :executed ile işlem gerçekleştikten sonra\n" +
        "rate-limited: yanıt bir hatadır\n" +
        "duplicate (gerçekleşir, belki iki kez): istek iki kez ulaşır\n" +
        "duplicate-later (aynısı): 30 saniye sonra yeniden ulaşır\n" +
        "delayed (sonra gerçekleşir): bağlantı kopar; istek 30 saniye sonra ulaşır\n" +
        "slow (gerçekleşir): yanıt 30 saniye sonra gelir\n" +
        "late (gerçekleşir): init'in toplu ödemesi 30 saniye bulunmaz\n" +
        "page-drift (gerçekleşir): bir kalem retrieve sayfalarının arkasına kayar\n" +
        "stale (gerçekleşir): retrieve 30 saniye önceki durumu gösterir\n" +
        "--speed 30 saniyeyi de böler.",
      exitCodes: "komutunki; komut yoksa 0 durduruldu; 2 komut yanlış.",
    },
    probe: {
      brief: "belgelerin açık bıraktığını iyzico'ya sorar ve kaydeder",
      description:
        "Bir sandbox hesabı içindir. --spend verilmezse hiçbir ödeme onayı verilmez. Verilirse, yinelenen her init ve auth'un " +
        "yeniden ödediği en kötü durumda bile o tutardan fazlasını ödemeyen auth'lar gönderilir; yalnızca iyzico'nun ilk auth'a kadar " +
        "göstermediği bir komisyon buna eklenebilir. Her ödeme dizisinin sonunda iptal edilir ya da listelenir. --dry-run planı yazar, hiçbir şey göndermez.\n\n" +
        "Durdurulur ya da kapanırsa aynı komut sürdürür: önce sorgular, hiçbir auth'u yinelemez. Kayıtta anahtarların ve " +
        "kişisel verilerin yerinde başka değerler durur; probe check FILE, paylaşmadan önce onu tarar.\n\n" +
        "Canlı ortamda --production, --recipient ve --name gerekir, adres yazılarak onaylanır. Orada hiçbir auth yinelenmez.",
      exitCodes:
        "0 bitti; 1 başarısız ya da check bir şey buldu; 2 komut yanlış, hiçbir şey gönderilmedi; " +
        "4 bitti, iptal edilmemiş ve tamamlanmamış ödemeler kaldı; 5 bir sinyalle durduruldu.",
    },
    completion: {
      brief: "bir kabukta komutları ve seçenekleri tamamlayan betiği yazar",
      description:
        'bash: eval "$(mass-payout completion bash)"\n' +
        'zsh: eval "$(mass-payout completion zsh)"\n' +
        "fish: mass-payout completion fish | source\n" +
        "PowerShell: mass-payout completion powershell | Out-String | Invoke-Expression",
    },
    help: { brief: "bütün komutları ya da bir komutu anlatır" },
  },
  flags: {
    dryRun: "neyin gönderileceğini ve en çok neye mal olacağını yazar; hiçbir şey göndermez",
    onlyExperiment: "yalnızca bu deney ve adımlarını paylaşanlar; yinelenebilir",
    probeName: "alıcının adı, IBAN için zorunlu",
    production: "canlı ortamda çalışmasına izin verir",
    recipient: "ödemelerin alıcısı: kendiniz (yalnızca sandbox'ta örnek bir IBAN)",
    record: "kaydın dosyası (mass-payout-probe.json); FILE.run çalışmanın nereye vardığını tutar",
    spend: "bütün auth'ların en kötü durumda birlikte ödeyebileceği tutar (hiç)",
    above: "bundan büyük bir ödemeyi N kişi onaylamalı, PARA BİRİMİ:TUTAR:N; yinelenebilir",
    after: "listenin sonunu belirttiği sayfadan sonrakiler; yalnızca veritabanıyla",
    approvers: "bir ödemeyi kaç kişinin onaylaması gerektiği; gerekmiyorsa 0",
    authorizeAt: "bu zamandan önce değil, örneğin 2026-12-01T09:00+03:00",
    before: "bu tarihten önce tamamlananlar, örneğin 2026-12-01 (UTC gece yarısından)",
    byApprover: "onaylayan: bir digest için her kişi bir kez sayılır",
    byCancel: "veritabanındaki KEY ödemesini iptal eden; verilmezse REQUEST_ID tek istekle iptal edilir",
    byPerson: "bunu yapan: geçmişte saklanır",
    bySubmitter: "ödemeyi kaydeden: geçmişte saklanır",
    database: "Postgres'inizin bağlantı adresi. MASS_PAYOUT_DATABASE daha iyidir: seçenekleri başka kullanıcılar görür",
    digest: "onaylanan incelemenin digest'i; ilk 12 karakteri yeter",
    expiresAfter: "bir onayın ne kadar süre sayılacağı, örneğin 36h ya da 7d",
    jsonLines: "her olayı stdout'a bir JSON satırı olarak yazar",
    ledgerFormat: "kayıtların biçimi (table)",
    limit: "en çok kayıt sayısı (hepsi)",
    listLimit: "bir sayfadaki en çok ödeme sayısı (100); yalnızca veritabanıyla",
    maxItems: "daha çok kalemi olan bir planı en çok bu kadar kalemlik ödemelere böler",
    notTheSubmitter: "ödemeyi kaydedenin kendi onayı sayılmaz",
    outcome: "yalnızca bu ödemeler; yalnızca veritabanıyla",
    payout: "yalnızca bu ödemenin kayıtları",
    payoutsAtOnce: "aynı anda ilerletilen ödeme sayısı, en çok 8 (4)",
    pollEveryHours: "sorgulamalar arasındaki ilk ara; saatlere kadar uzar (5)",
    rateLimit: "bütün worker'ların herhangi bir dakikadaki en çok istek sayısı (50)",
    reason: "neden: geçmişte saklanır",
    schema: "tabloların şeması (mass_payout); ya da MASS_PAYOUT_SCHEMA",
    since: "yalnızca bu sıradan sonraki kayıtlar (0)",
    accounts: "hesap kodlarının JSON dosyası, yukarıya bakın; verilmezse account_code boş kalır",
    all: "uzun listede de bütün alıcıları gösterir",
    allPages: "bütün kalemleri, bütün sayfalardan okur",
    authGrace: "bir ödeme onayından sonra ne kadar süre hiçbir şeyin onaylanmayacağı (600)",
    below: "bakiye bu tutarın altındaysa çıkış kodu 3 olur",
    body: "gövdenin dosyası; bayt bayt imzalanır",
    noDatabase: "MASS_PAYOUT_DATABASE verilmiş olsa da REQUEST_ID'yi tek istekle iptal eder",
    cancelStore: "bir kayıt klasörü; hangi ödemesinin bu toplu ödemeyi sürdürdüğü söylenir",
    itemsFormat: "listenin biçimi (table)",
    only: "yalnızca bir durumdaki kalemler; unpaid, ödenmemiş bütün kalemlerdir",
    randomKey: "imzayı yinelenebilir yapar (her seferinde yeni)",
    yesWrite: "yazacak kimsenin olmadığı yerde canlı ortama gönderimi teyit eder",
    approve: "digest'i bu olan incelemeyi onaylar; ilk 12 karakteri yeter",
    balance: "toplu ödeme bakiyesi (1000000)",
    by: "onaylayan: digest ile verilen ve kendiliğinden verilen onayla birlikte saklanır",
    concurrency: "bir sorgulamanın aynı andaki en çok istek sayısı (1)",
    currency: "hesap tablosu belirtmiyorsa tutarların para birimi (TRY)",
    decimal: "iki türlü okunabilen bir tutarda ondalıkların önündeki işaret",
    dialect: "java, iyzico'nun Java SDK'sının okuduğu biçimde yanıt verir (documents)",
    writeEnv: "simülatör dinlemeye başlayınca ortamı bir dosyaya yazar",
    expectCount: "alıcı sayısı bu değilse başarısız olur",
    expectNew: "kayıtlarda planın key'iyle bir ödeme varsa hata verir ve hiçbir şey göndermez",
    expectTotal: "toplam bu değilse başarısız olur, örneğin 1.250,50; birkaç para birimi varsa her biri için: 100 USD",
    externalId: "toplu ödemenin sizdeki kimliği",
    failed: "bankanın ödemediği ve iyzico'nun iade ettiği kalemler (0)",
    fault: "bir isteğin arızası, yukarıya bakın; yinelenebilir",
    force: "var olan dosyaların yerine yazar",
    itemType: "yalnızca VALID ya da yalnızca INVALID kalemler",
    json: "sonucu ve hatayı JSON olarak yazar",
    key: "ödemenin adı, örneğin maas-2026-11: hesap tablosu için zorunludur",
    locale: "çıktının ve iyzico'nun iletilerinin dili (LC_ALL, LC_MESSAGES ya da LANG'ın dili)",
    map: "bir sütunun ne olduğu, SÜTUN=ALAN biçiminde; ignore da bir alandır; yinelenebilir",
    maxAmount: "bir kalemin en yüksek tutarı; planda üstünde biri varsa hiçbir şey gönderilmez",
    maxTotal: "bir para birimindeki bütün kalemlerin en yüksek toplamı, aynı biçimde",
    maxWait: "bu komutun en uzun süresi (3600)",
    newKey: "yeni planın key'i",
    newStore: "klasörü kayıt klasörü yapar: yalnızca ilk kullanımda, bir betikte asla",
    notFoundGrace: "gönderilenin etkisiz kaldığının kesinleşmesi için sorgulamaların uyuşması gereken süre (600)",
    note: "neden: o da onayla birlikte saklanır",
    out: "stdout yerine yalnızca sizin okuyabileceğiniz bir dosyaya yazar",
    page: "kalemlerin sayfası, 0'dan sayılır (0)",
    pageSize: "bir sorgulamanın sayfa başına kalem sayısı (40)",
    paidPlan: "KEY ödemesinin, ödendiği hâliyle planı",
    perMinute: "herhangi bir dakikadaki en çok istek sayısı (sınırsız)",
    pollEvery: "sorgulamalar arasındaki ilk ara; bir dakikaya kadar uzar (5)",
    port: "dinlenecek port (boş bir port)",
    profile: "kimlik bilgilerini ortamdan değil, profil dosyasındaki bir profilden alır",
    purpose: "toplu ödemenin amacı",
    quiet: "ilerlemeyi yazmaz; sorular ve hatalar yine yazılır",
    rejected: "init'in reddettiği kalemler (0)",
    reportFormat: "raporun biçimi",
    reportedPlan: "adlar ve açıklamalar için, ödemenin başlatıldığı plan",
    reportedProfile: "--plan ile: adresi iyzico'nun kendi adreslerinden değilse, ödemenin başlatıldığı profil",
    requestId: "toplu ödemenin iyzico'daki kimliği",
    restart: "requestId kaybolduysa onu sorar ve başka bir externalId ile yeniden başlamaz",
    seed: "rastgele her şeyin tohumu: aynı tohum ve istekler aynı sonuçları verir (1)",
    sheet: "birkaç çalışma sayfası doluysa okunacak olan",
    shell: "yazılan ortamın biçimi (sh; Windows'ta powershell)",
    signedTarget:
      "URL'nin hangi bölümünün imzalandığı (path). iyzico belgelemiyor; her istek 1000 hatasıyla yanıtlanıyorsa " +
      "path-and-query deneyin",
    size: "bir sayfadaki kalem sayısı (40)",
    skipCheck: "planın bir denetimini atlar; yinelenebilir",
    speed: "bir toplu ödemenin 1 ya da 2 dakika olan süresini böler (1)",
    splitRows: "başlık dışında en çok bu kadar satırlı csv dosyaları yazar: DOSYA-1.csv, DOSYA-2.csv ve sonrası",
    store: "ödemeleri ad ve hesap olmadan saklayan kayıt klasörü; yerel bir diskte",
    stuckAfter: "bir kalemin kesin bir statü olmadan kalabileceği süre (IBAN için 3, öbür alıcılar için 35)",
    templateFormat: "dosyanın biçimi",
    unrefunded: "bankanın ödemediği ve iyzico'nun iade etmediği kalemler (0)",
    yes: "canlı ortamda sorulacak onayı önceden verir: betiklerde gerekir",
  },
  placeholders: {
    experiment: "DENEY",
    recipient: "TYPE:VALUE",
    duration: "SÜRE",
    requestIdOrKey: "REQUEST_ID|KEY",
    threshold: "BİRİM:TUTAR:N",
    time: "ZAMAN",
    url: "URL",
    method: "YÖNTEM",
    path: "YOL",
    referenceCode: "REFERENCE_CODE",
    requestId: "REQUEST_ID",
    amount: "TUTAR",
    command: "KOMUT",
    days: "GÜN",
    digest: "DIGEST",
    fault: "ARIZA",
    file: "DOSYA",
    folder: "KLASÖR",
    id: "KİMLİK",
    key: "KEY",
    mapping: "SÜTUN=ALAN",
    name: "AD",
    number: "N",
    percent: "YÜZDE",
    seconds: "SANİYE",
    text: "METİN",
  },
  variables: {
    IYZICO_API_KEY: "üye iş yerinin API anahtarı; ya da onu içeren dosya: IYZICO_API_KEY_FILE",
    IYZICO_SECRET_KEY: "üye iş yerinin gizli anahtarı; ya da IYZICO_SECRET_KEY_FILE",
    IYZICO_BASE_URL: "iyzico'nun adresi (sandbox); canlı ortam: https://api.iyzipay.com",
    IYZICO_SIGNED_TARGET: "--signed-target seçeneğinin varsayılanı (path)",
    MASS_PAYOUT_PROFILES:
      "~/.config ya da %APPDATA% içindeki mass-payout klasörünün profiles.json dosyası yerine profil dosyası",
    "IYZIPAY_API_KEY, IYZIPAY_SECRET_KEY, IYZIPAY_URI":
      "yukarıdaki anahtar ve adres verilmemişse okunur; verilmişse aynı olmalı",
  },
  databaseVariables: {
    MASS_PAYOUT_DATABASE: "Postgres'inizin bağlantı adresi; ya da onu içeren dosya: MASS_PAYOUT_DATABASE_FILE",
    MASS_PAYOUT_SCHEMA: "--schema seçeneğinin varsayılanı",
    MASS_PAYOUT_ENCRYPTION_KEY:
      "planların saklandığı anahtar, Base64 ile 32 bayt, her yerde aynı; ya da MASS_PAYOUT_ENCRYPTION_KEY_FILE",
  },
};
