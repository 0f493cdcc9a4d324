import type { JsonPosition, PlanMessages } from "../plan.js";

/** The faults of JSON as the parser names them. */
const jsonFaults: Readonly<Record<string, string>> = {
  "Invalid symbol": "geçersiz sözcük",
  "Invalid number format": "geçersiz sayı biçimi",
  "Property name expected": "alan adı bekleniyor",
  "Value expected": "değer bekleniyor",
  "Colon expected": "iki nokta üst üste bekleniyor",
  "Comma expected": "virgül bekleniyor",
  "Close brace expected": "} bekleniyor",
  "Close bracket expected": "] bekleniyor",
  "End of file expected": "dosya sonu bekleniyor",
  "Invalid comment token": "yorum olmamalı",
  "Unexpected end of comment": "yorum bitmiyor",
  "Unexpected end of string": "metin bitmiyor",
  "Unexpected end of number": "sayı bitmiyor",
  "Invalid unicode": "geçersiz Unicode kaçışı",
  "Invalid escape character": "geçersiz kaçış karakteri",
  "Invalid character": "geçersiz karakter",
};

/** The Turkish messages of plans. */
export const plan: PlanMessages = {
  standardInput: "standart girdi",
  mustBeUtf8: (line, encoding) =>
    `UTF-8 olmalı${line === undefined ? "." : `; ${line}. satır değil.`}` +
    (encoding === undefined ? "" : ` ${encoding} gibi görünüyor: UTF-8 olarak kaydedin.`),
  keyTwice: (position, first) => `bir nesnede aynı alanı iki kez içermemeli: ${at(position)}; ilki ${at(first)}.`,
  mustBeJson: (words, position) => `JSON olmalı: ${at(position)}: ${jsonFaults[words] ?? words}.`,
  nestedTooDeeply: "daha az iç içe bir JSON olmalı.",
  atLine: (line) => `satır ${line}`,
  keyRequired: "Hesap tablosu için --key zorunludur: ödemenin adı, örneğin maas-2026-11.",
  keyMismatch: "verilen key, dosyadaki planın key'i olmalı.",
  onlyForSheets: (options) => `${options.join(", ")} JSON planıyla verilmemeli: bunları planın kendisi belirtir.`,
  mapForm: (fields) => `--map SÜTUN=ALAN biçiminde, ALAN şunlardan biri olmalı: ${fields.join(", ")}.`,
  totalForm:
    "--expect-total 1250.50 ya da 1.250,50 gibi sıfırdan büyük bir tutar ya da para birimiyle bir tutar olmalı: 1250.50 USD.",
  mapTwice: (column) => `--map bir sütun için bir kez verilmeli; ${column} iki kez verilmiş.`,
  totalTwice: (currency) => `--expect-total bir para birimi için bir kez verilmeli; ${currency} iki kez verilmiş.`,
  faults: (count) => `dosyasında ${count} hata var, hiçbir şey gönderilmedi:`,
  ignoredColumns: (headings) => `Okunmayan sütunlar: ${headings}.`,
};

function at({ line, column }: JsonPosition): string {
  return `satır ${line}, sütun ${column}`;
}
