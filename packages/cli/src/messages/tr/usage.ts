import type { UsageMessages } from "../usage.js";

/** The Turkish messages of `usage`. */
export const usage: UsageMessages = {
  mustBe: {
    notEmpty: "boş olmamalı",
    amount: "0'dan büyük bir tutar olmalı; örneğin 5000, 1250.50 ya da 1.250,50",
    unambiguousAmount: "iki türlü okunabilir: iki ondalıkla yazın; örneğin 1234.00 ya da 1.234,00",
    integer: "negatif olmayan bir tam sayı olmalı",
    positiveInteger: "pozitif bir tam sayı olmalı",
    seconds: "0'dan büyük ve 25 günden az bir saniye sayısı olmalı",
    days: "0'dan büyük ve 100000'den küçük bir gün sayısı olmalı",
    duration: "birimiyle bir süre olmalı; örneğin 90m (dakika), 36h (saat) ya da 7d (gün)",
    moment: "saat farkıyla bir tarih ve saat olmalı; örneğin 2026-12-01T09:00+03:00",
    date: "bir tarih, örneğin 2026-12-01 (UTC gece yarısından), ya da saat farkıyla tarih ve saat olmalı, örneğin 2026-12-01T09:00+03:00",
    threshold: "PARA BİRİMİ:TUTAR:N olmalı; örneğin TRY:100000:2",
    digest: (minLength) => `bir digest ya da ilk karakterleri olmalı: 0-9 ve a-f'den ${minLength} ile 64 arası`,
    oneOf: (choices) => `şunlardan biri olmalı: ${choices.join(", ")}`,
    atMost: (maximum) => `en çok ${maximum} olmalı`,
  },
  unknownCommand: (name, similar) => `${name} diye bir komut yok.${didYouMean(similar)}`,
  unknownOption: (name, similar) => `Bu komutun ${name} diye bir seçeneği yok.${didYouMean(similar)}`,
  missingOption: (name) => `${name} gerekli.`,
  missingValue: (name) => `${name} bir değer ister.`,
  missingArgument: (placeholder) => `${placeholder} gerekli.`,
  tooManyArguments: (text) => `${text} fazladan verildi.`,
  givenTwice: (name) => `${name} iki kez verilmemeli.`,
  notTogether: (one, other) => `${one} ve ${other} birlikte verilmemeli.`,
  seeHelp: (command) => `Kullanım için: mass-payout ${command === undefined ? "" : `${command} `}--help`,
  commandRequired: "Bir komut gerekli.",
  commandFirst: (option) => `${option} komuttan sonra verilmeli.`,
  payoutRequired: "--request-id ya da --external-id gerekli.",
  missingCredentials: (names) =>
    `${names.join(" ve ")} ortamda verilmeli: üye iş yerinin iyzico'daki anahtarları. IYZICO_BASE_URL iyzico'nun ` +
    "adresidir; verilmezse sandbox.",
  bothGiven: (one, other) => `${one} ve ${other} birlikte verilmemeli.`,
  bothDiffer: (one, other) => `${one} ve ${other} birlikte verilirse aynı olmalı.`,
  unreadableFile: (name, code) => `${name} okunamıyor (${code}).`,
  unwritableFile: (name, code) => `${name} yazılamıyor (${code}).`,
  emptyFile: (name) => `${name} boş olmamalı.`,
  profileInSimulator:
    "--profile, simülatörle çalışan bir komuta verilmemeli: profilde bir üye iş yerinin anahtarları var.",
  unknownProfile: (name, file) => `--profile: ${file} dosyasında ${name} diye bir profil yok.`,
  openToOthers: (file) => `${file} başkalarınca okunabiliyor ve gizli anahtar içeriyor. chmod 600 uygulayın.`,
  invalidProfiles: (file) =>
    `${file} JSON olmalı: { "AD": { "apiKey": "…", "secretKey": "…", "baseUrl": "https://…" } }.`,
  cannotListen: (port, code) => `--port: ${port} dinlenemiyor (${code}).`,
  percentagesAbove100: "--rejected, --failed ve --unrefunded toplamı en çok 100 olmalı.",
};

function didYouMean(similar: readonly string[]): string {
  return similar.length === 0 ? "" : ` Şunu mu demek istediniz: ${similar.join(", ")}?`;
}
