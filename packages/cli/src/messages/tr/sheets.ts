import type { SheetsMessages } from "../sheets.js";

/** The Turkish messages of spreadsheets. */
export const sheets: SheetsMessages = {
  place({ row, column, cell }) {
    if (row === undefined) return String(column);
    const address = cell === undefined ? "" : ` (${cell})`;
    return `satır ${row}${column === undefined ? "" : `, sütun ${column}`}${address}`;
  },
  faults: {
    missing: "zorunludur",
    "wrong-type": "metin olmalı",
    empty: "boş olmamalı",
    "unknown-value": "bilinen değerlerden biri olmalı: {detail}",
    "not-normalised": "başında ve sonunda boşluk olmadan, Unicode NFC biçiminde olmalı",
    "unsafe-text":
      "denetim karakteri, bir kimlikte görünmeyen karakter ya da bozuk metnin yerine geçen U+FFFD içermemeli",
    repeated: "tekil olmalı; önceki bir satırda aynısı var",
    "not-an-amount": "1.250,50 ya da 1250.50 gibi bir tutar olmalı",
    "too-many-decimals": "ikiden çok ondalık basamağı olmamalı",
    "not-above-zero": "sıfırdan büyük olmalı",
    "several-currencies": "ilk satırdakiyle aynı para birimi olmalı",
    "iban-format": "IBAN olmalı: TR ve 24 rakam ya da kendi ülkesinin biçimi",
    "iban-checksum": "kontrol basamakları doğru bir IBAN olmalı: yanlış yazılmış",
    "identity-number": "kimlik numarası olmalı: kontrol basamakları doğru 11 rakam",
    phone: "Türkiye telefon numarası olmalı; örneğin +90 555 555 55 55 ya da 0555 555 55 55",
    "unsupported-file": "dosya CSV ya da XLSX olmalı, {detail} değil: XLSX ya da CSV olarak kaydedin",
    undecodable: "dosya UTF-8 ya da windows-1254 olmalı; {detail}. satır ikisi de değil: “CSV UTF-8” olarak kaydedin",
    "ambiguous-encoding":
      "dosya hem UTF-8 hem windows-1254 olarak okunabiliyor; {detail}. satırda harfler farklı çıkıyor: “CSV UTF-8” olarak kaydedin",
    "control-characters": "dosyada denetim karakteri olmamalı; {detail}. satırda var: “CSV UTF-8” olarak kaydedin",
    damaged: "dosya eksiksiz bir XLSX olmalı: açılamıyor. Hesap tablosu programında açıp yeniden kaydedin",
    "file-too-large": "dosya en çok {detail} olmalı",
    "too-many-rows": "dosyada en çok {detail} satır olmalı",
    "too-many-columns": "dosyada en çok {detail} sütun olmalı",
    "cell-too-long": "bir satırda en çok {detail} karakter olmalı: bir tırnak işareti eksik olabilir",
    "unclosed-quote": "hücreyi başlatan tırnak işareti hücrenin sonunda kapanmalı",
    "misplaced-quote": "hücre içindeki tırnak işareti iki kez yazılmalı ve hücre tırnak içine alınmalı",
    "several-sheets": "hangi çalışma sayfasının okunacağı --sheet ile belirtilmeli: {detail}",
    "sheet-not-found": "--sheet dosyadaki bir çalışma sayfasının adı olmalı: {detail}",
    "no-headings": "ilk 20 satırdan birinde başlıklar olmalı; örneğin {detail}",
    "no-rows": "en az bir satırda alıcı olmalı",
    "missing-column": "bir sütun eksik: {detail}",
    "duplicate-heading": "başlık yalnızca bir kez bulunmalı",
    "duplicate-field":
      "{detail} sütunuyla aynı anlama gelmemeli. Hangisinin okunacağını belirtin: diğeri için --map 'BAŞLIK=ignore'",
    "similar-heading":
      "{detail} başlığına benzediği hâlde okunmuyor. Ne olduğunu belirtin: --map 'BAŞLIK=ALAN' ya da --map 'BAŞLIK=ignore'",
    "unread-column":
      "hangi satırların ödeneceğini belirtiyor olabilir, ama okunmuyor. Ödenmeyecek satırları silin, ardından --map 'BAŞLIK=ignore' verin",
    "unread-currency":
      "hücreleri para birimi belirttiği hâlde okunmuyor. Ne olduğunu belirtin: --map 'BAŞLIK=currency' ya da --map 'BAŞLIK=ignore'",
    "cell-without-heading": "hücrenin üstünde başlık olmalı: tırnak içine alınmamış bir metinde ayırıcı olabilir",
    "unknown-mapped-column": "--map dosyadaki bir başlığı göstermeli; {detail} dosyada yok",
    "row-above-headings":
      "başlıkların üstünde olmamalı, orası okunmaz: başlıkları en üste taşıyın ya da satır bir ödeme değilse silin",
    "hidden-row": "dolu bir satır gizli olmamalı: gösterin ya da silin",
    "hidden-column": "okunan bir sütun gizli olmamalı: gösterin ya da silin",
    "merged-cells": "okunan hücreler birleştirilmiş olmamalı",
    "struck-through": "üstü çizili olmamalı: satır ödenmeyecekse silin, ödenecekse üstü çizili biçimini kaldırın",
    "ambiguous-amount":
      "iki türlü okunabilir; örneğin 1.234, hem 1234 hem 1,23 olabilir: iki ondalıkla yazın ya da --decimal comma veya --decimal point verin",
    "split-amount":
      'ondalıkları sonraki hücreye geçmiş olabilir: 100.50 ya da 100.00 gibi iki ondalıkla ya da tırnak içinde yazın: "100,50"',
    "unit-in-amount": "para birimi, birim ya da metin olmadan yalnızca rakam içermeli: para biriminin kendi sütunu var",
    "sign-in-amount": "işaret ve parantez içermemeli",
    "lost-digits":
      "hücre rakam ya da baştaki sıfırları kaybetmiş veya kaybetmiş olabilir: hücreyi metin olarak biçimlendirip yeniden yazın",
    "shown-differently": "hücre kendi değerini göstermeli: sayı biçimi başka bir değer gösteriyor",
    date: "tarih olmamalı: hücreyi metin olarak biçimlendirip yeniden yazın",
    boolean: "mantıksal değer (DOĞRU ya da YANLIŞ) olmamalı",
    "error-value": "#YOK gibi bir hata olmamalı",
    "formula-without-value": "formülün kayıtlı bir sonucu yok: dosyayı hesap tablosu programında açıp yeniden kaydedin",
    "recipient-missing": "alıcı zorunludur: {detail}. Satır bir toplamsa silin ve --expect-total kullanın",
    "several-recipients": "satırın tek alıcısı olmalı; {detail} da dolu",
    "recipient-type-mismatch": "dolu olan sütunla aynı türü belirtmeli",
    "currency-missing": "bu sütunun her satırında zorunludur: {detail}; ya da boş satırların hepsi için --currency",
    "currency-mismatch": "{detail} ile belirtilenden farklı bir para birimi",
    "count-mismatch": "satır sayısı --expect-count ile verilen sayı olmalı: {detail}",
    "total-mismatch": "toplam --expect-total ile verilen tutar olmalı: {detail}",
  },
  unsupported: {
    xls: "eski bir .xls ya da parolayla korunan bir .xlsx",
    ods: ".ods",
    xlsb: ".xlsb",
    pdf: "PDF",
    html: "HTML (bazı bankalar .xls adını verir)",
    xml: "XML",
    archive: "başka bir arşiv",
    binary: "başka bir ikili dosya",
  },
  headings: {
    recipientName: "Ad Soyad",
    iban: "IBAN",
    identityNumber: "TCKN",
    phone: "Telefon",
    memberId: "Üye No",
    amount: "Tutar",
    currency: "Para Birimi",
    description: "Açıklama",
  },
  worksheet: "Ödemeler",
  or: " ya da ",
  expected: (expected, found) => `beklenen ${expected}, bulunan ${found}`,
};
