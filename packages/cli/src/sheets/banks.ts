/**
 * The banks of Turkey by their codes, as far as public lists agree on them. A Turkish IBAN has the code in its digits 5 to 9,
 * filled up with zeros from the left. Sources: the article "Türkiye'deki Tüm Bankaların IBAN Kodları"
 * (harunaygun.org/2020/05/turkiyedeki-tum-bankalarn-iban-kodlar.html) and the tables of three open-source programs, compared
 * in November 2026. A code on which they differ, or that only one has, is left out.
 */
const banks: Readonly<Record<string, string>> = {
  "00001": "T.C. Merkez Bankası",
  "00010": "Ziraat Bankası",
  "00012": "Halkbank",
  "00015": "VakıfBank",
  "00032": "TEB",
  "00046": "Akbank",
  "00059": "Şekerbank",
  "00062": "Garanti BBVA",
  "00064": "İş Bankası",
  "00067": "Yapı Kredi",
  "00099": "ING",
  "00111": "QNB",
  "00123": "HSBC",
  "00124": "Alternatif Bank",
  "00134": "DenizBank",
  "00135": "Anadolubank",
  "00203": "Albaraka Türk",
  "00205": "Kuveyt Türk",
  "00206": "Türkiye Finans",
  "00210": "Vakıf Katılım",
};

/** The code of the bank of a Turkish IBAN; `undefined` for another IBAN. */
export function bankCodeOf(iban: string): string | undefined {
  return /^TR\d{2}(\d{5})/.exec(iban)?.[1];
}

/** The name of a bank; `undefined` if its code is not known here. */
export function bankNameOf(code: string): string | undefined {
  return Object.hasOwn(banks, code) ? banks[code] : undefined;
}
