import { foldLetters } from "./fold-letters.js";

// A recording keeps the words of an API, and no others: a word that is missing here is replaced, and costs a recording little;
// a name that is kept could not be taken back. So there are no words here that are usual names too ("uygun", "will", "mark").

const english = `
a about above accepted access account accounts action active address after again agent alias all allowed already also amount amounts an and another any api
apikey applicable approval approve approved array as at attempt attempts auth authentication authorised authorization authorized
available bad balance balances bank banks base batch be been before begin begun below between bic bin blank block blocked body
boolean both branch bulk business but buyer by cancel canceled cancelled cancellation cannot card cashback category cause channel
characters charge charged check city client closed code codes comment commission commissions company complete completed confirm
confirmed contact content contract conversation converted correct could count country create created creation credit currency current
customer daily data date dates day days debit decimal decimals default delay delayed deleted denied deposit description detail details
device did different digits direction disabled display do document does donations draft due duplicate duration during each eft eligible
email empty enabled end ended equal error errors eur event every exactly exceed exceeded exchange execute executed execution exist exists
expiration expired expiry exponent external fail failed failure false fast fault fee fees few field fields file final first flag flow
for forbidden form format found from full gateway general get given goods greater gross group gsm had has hash have header headers
history hold holder host hour how html http https iban id ids idempotency identity if in incorrect index info information init initial
input insufficient integration internal interval into invalid invoice ip is issue it item items its iyzi iyzico iyzipay json key kind known
label lang language last later least left length less letters level limit limited limits line link list listed lists locale locked
log longer login mail mandatory mass masked match matched matches max maximum member merchant merchants message messages meta metadata
method min minimum minute mismatch missing mobile mode month monthly more most must name national net new next no non none not
note notification null number numbers object occurred of offset ok on one two three four five six seven eight nine ten only open operation
option or order orders origin original other otp our out over owner package page pages paging paid param parameter parameters parent
part partial partially party path pay payer payload payment payments payout payouts pending per percent period permission permitted person
phase phone place plan platform please post pre private process processed processing product profile progress provider public publish published
purpose put quantity query queue queued random rate rates ratio raw read reason rebates receipt receive received receiver recipient
recipients record reference refund refunded refused register registered reject rejected rejection remaining remote request requested
requests require required requires reserve reserved reset response result results retrieve retry return returned reverse reversed review
role row rule run sample salary bonus same sandbox scheduled scheme second seconds sector security seller send sender sent sequence
server service services session set settle settled settlement shop should shown sign signature signed signs size some sort source split
stage start started state status statuses step string sub subject submit submitted success successful such suffix sum supported support
suspended swift system table tag target tax tckn temporarily terminal text than that the their them then there these they this time
timed timeout times timestamp title to token too total totals trace tracking transaction transactions transfer transferred true try
turkish type types unauthorized unavailable under unexpected unique unit unknown unsupported until up update updated url usage usd used
user valid validation value values vat vendor verification verified verify version void wait waiting wallet warning was we week were
what when where which whose withdraw withdrawable withdrawal with within without word would wrong year you your zone`;

const turkish = `
ad adet adli adlı aktif alan alıcı alınamadı aşıldı aşımı bakiye banka başarısız bekleniyor belirtilmeli beklenmeyen bilgi bilgiler
bilinmeyen bir biri birim birimi boş boyut bu bulunamadı bulunmamaktadır bulunmuyor çok daha değer değil desteklenmiyor destek durum
edildi edilemedi edilemez edilmiş eksik en engellendi erişim fazla format geçersiz geçerli gerekli gerçekleştirilemedi girilmeli
girilmelidir gönderilemez gönderilen gönderilmeli hata hatalı hesap hesabı hizmet iade için ile iletişim imza iptal isim istek isteği
işlem işlemi işyeri iş yeri izin iyzico kalem kapalı karakter kayıt kaydı kimlik kod komisyon kullanıcı kullanılamaz kullanılmış limit
liste lütfen mesaj mevcut müşteri numara numarası ödeme olamaz olan olmalı olmalıdır oluştu oluşturulamadı oluşturuldu onay onaylanmamış
onaylanmış önce para parametre pasif rakam reddedildi sahibi sahip sayfa servis sistem sıra sonra süre süresi sunucu tanımlı tarih
tekrar telefon toplu tutar tutarı unvan üye üyenin ürün ürünü var ve veya verilmiyor yanıt yanlış yetersiz yetki yetkisiz yok zaman
zaten zorunlu basarili başarılı bağlantı doğrulama doğrulanamadı`;

const words = new Set(`${english} ${turkish}`.split(/\s+/).map(foldLetters));

/** What Turkish adds to a noun, folded: plural, possessive, case, "-dir". */
const turkishSuffix =
  /^(?:l[ae]r)?(?:[sy]?[iu]|[iu]?m?[iu]z|[iu]n[iu]z)?(?:n?[iu]n|[yn][iu]|[yn]?[ae]|n?[dt][ae]n?|yl[ae]|l[ae])?(?:d[iu]r)?$/;

/** Turkish words that take such endings: shorter ones would match too much. */
const stems = turkish
  .trim()
  .split(/\s+/)
  .map(foldLetters)
  .filter(({ length }) => length >= 4);

const known = new Map<string, boolean>();

/** Whether a word is one of the API and its messages, in any case, and in Turkish with an ending. */
export function isVendorWord(word: string): boolean {
  const folded = foldLetters(word);
  let isKnown = known.get(folded);
  if (isKnown === undefined) {
    isKnown =
      words.has(folded) ||
      /^x*$/.test(folded) ||
      stems.some((stem) => folded.startsWith(stem) && turkishSuffix.test(folded.slice(stem.length)));
    // Bounded: what a vendor sends must not fill the memory.
    if (known.size < 10_000) known.set(folded, isKnown);
  }
  return isKnown;
}

/** What stands for the name of a field that has other words. */
export const unknownField: RegExp = /^unknownField\d{1,6}$/;

/** Whether a name is made of such words, as `massPayoutStatus`, `IN_PROGRESS` and `x-rate-limit` are. */
export function isVendorName(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_.-]{0,60}$/.test(name) || /\d{4}/.test(name)) return false;
  const parts = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return parts.every((part) => part.length === 1 || isVendorWord(part));
}
