import type { Currency, Locale } from "@iyzico-mass-payout/client";
import { sheetsMessages } from "../messages/catalogs.js";
import { type Cell, cellName, type Row, type Sheet } from "./cell.js";
import { currencyOf } from "./currency.js";
import { type FoundFault, UnreadableSheet } from "./fault.js";
import { foldText, isFoldedWhole } from "./fold-text.js";

/** How many rows at the beginning may have the headings. Titles may be above them. */
export const maxHeadingRows: number = 20;

/** How many characters a heading may have whose meaning is looked for. */
const maxHeadingLength = 200;

/** What a column of a sheet can be read as. */
export type SheetField =
  | "itemExternalId"
  | "recipientType"
  | "recipientInfo"
  | "recipientName"
  | "firstName"
  | "lastName"
  | "iban"
  | "identityNumber"
  | "phone"
  | "memberId"
  | "amount"
  | "currency"
  | "description";

/** The headings that mean a field, folded. */
const headings: Readonly<Record<SheetField, string>> = {
  itemExternalId:
    "itemexternalid itemid kalemno kalemid odemeno odemenumarasi odemeid paymentid paymentno paymentnumber",
  recipientType: "recipienttype alicitipi alicituru",
  recipientInfo: "recipientinfo alicibilgisi",
  recipientName:
    "recipientname name fullname namesurname nameandsurname recipient beneficiary beneficiaryname accountholder adsoyad " +
    "adisoyadi advesoyad adivesoyadi adsoyadunvan adisoyadiunvani isim isimsoyisim ismisoyismi alici aliciadi " +
    "aliciadiunvani aliciadunvan adiunvani adunvan adsoyadunvani aliciadsoyad aliciadisoyadi alicininadisoyadi " +
    "aliciadsoyadunvan aliciadisoyadiunvani aliciunvan aliciunvani unvan unvani " +
    "hesapsahibi calisan calisanadsoyad calisanadisoyadi personel personeladsoyad personeladisoyadi",
  firstName: "firstname givenname ad adi",
  lastName: "lastname surname familyname soyad soyadi soyisim",
  iban:
    "iban ibanno ibannumber ibannumarasi aliciiban aliciibanno aliciibannumarasi recipientiban beneficiaryiban hesapiban " +
    "hesapibanno ibanhesapno maasiban personeliban calisaniban",
  identityNumber:
    "identitynumber identityno nationalid tckn tcknno tc tcno tckimlik tckimlikno tckimliknumarasi kimlikno kimliknumarasi " +
    "alicitckn",
  phone:
    "phone phonenumber mobile mobilephone mobilenumber telefon telefonno telefonnumarasi tel telno cep cepno ceptel " +
    "ceptelefonu ceptelefonno gsm gsmno alicitelefon alicitelefonu",
  memberId: "memberid memberno membernumber uyeid uyeno uyenumarasi iyzicouyeno",
  amount:
    "amount paymentamount netamount netpay tutar tutari odemetutari odenecektutar nettutar netodeme netodenen netucret " +
    "netmaas maas ucret",
  currency: "currency currencycode parabirimi parabirim doviz dovizcinsi dovizkodu dovizturu",
  description: "description explanation aciklama aciklamasi aciklamalar odemeaciklamasi islemaciklamasi",
};

/** Every field, by the names that `--map` takes. */
export const sheetFields = Object.keys(headings) as readonly SheetField[];

const fieldOfHeading = new Map<string, SheetField>(
  sheetFields.flatMap((field) => headings[field].split(" ").map((heading) => [heading, field] as const)),
);

/** Words in a heading that is not known, from which a person would expect that the column is read. */
const wordsOfFields =
  /iban|tutar|amount|tckn|kimlik|telefon|phone|aciklama|description|birim|doviz|currency|ccy|adsoyad|adisoyadi|soyadi/;

/** Words of a heading below which a cell may say that a row is not to be paid, or not in full. */
const wordsOfDecisions = new RegExp(
  "durum|status|odendi|odensin|odenmesin|odenecekmi|odenmeyecek|odemeyap|^ode(eh|mi)?$|^paid|^pay(yn|eh)?$|topay|dontpay|" +
    "iptal|cancel|onay|approv|bloke|blocked|beklet|onhold|haric|dahil|exclu|includ|aktif|pasif|^active|inactive|" +
    "iade|refund|kesinti|deduct|mahsup",
);

/** A column that is read. */
export interface SheetColumn {
  field: SheetField;
  /** Counted from 0. */
  index: number;
  heading: string;
  /** The currency in the heading of the amounts, such as in "Tutar (TL)". */
  currency: Currency | undefined;
}

/** Where the list begins, and what its columns are. */
export interface SheetTable {
  /** The row of the headings, counted from 0. */
  headingRow: number;
  columns: ReadonlyMap<SheetField, SheetColumn>;
  /** The number of columns that have headings, counted to the last. */
  width: number;
  /** The headings of the columns that are not read. */
  ignored: readonly string[];
  /** Those of them about which neither the call nor the heading says anything. */
  unknown: readonly { index: number; heading: string }[];
  faults: readonly FoundFault[];
}

/** What columns mean whose headings say something else, or nothing. */
export type ColumnMap = Readonly<Record<string, SheetField | "ignore">>;

/** How many known headings the best of some rows has. */
export function countHeadings(rows: readonly Row[], map: ColumnMap): number {
  return Math.max(0, ...rows.map((row) => knownHeadings(row, map)));
}

function knownHeadings(row: Row, map: ColumnMap): number {
  return row.filter((cell) => cell?.kind === "text" && fieldOf(headingText(cell), map) !== undefined).length;
}

/**
 * Finds the headings: the first row at the beginning that has two or more that are known.
 *
 * @throws {UnreadableSheet} if there are none.
 */
export function findTable({ rows, hiddenColumns }: Sheet, map: ColumnMap, locale: Locale): SheetTable {
  const headingRow = rows.slice(0, maxHeadingRows).findIndex((row) => knownHeadings(row, map) >= 2);
  const cells = rows[headingRow];
  if (cells === undefined) {
    const { recipientName, iban, amount, description } = sheetsMessages.in(locale).headings;
    throw new UnreadableSheet("no-headings", { detail: [recipientName, iban, amount, description].join(", ") });
  }
  const columns = new Map<SheetField, SheetColumn>();
  const ignored: string[] = [];
  const unknown: { index: number; heading: string }[] = [];
  const faults: FoundFault[] = [];
  const seen = new Set<string>();
  for (const [index, cell] of cells.entries()) {
    const heading = headingText(cell);
    if (heading === "") continue;
    const add = (code: FoundFault["code"], detail?: string) =>
      faults.push({ code, detail, row: headingRow + 1, column: heading, cell: cellName(headingRow, index) });
    const meaning = fieldOf(heading, map);
    const key = foldText(heading);
    const isRepeated = seen.has(key);
    seen.add(key);
    if (isRepeated && meaning !== "ignore") add("duplicate-heading");
    else if (meaning === undefined) {
      ignored.push(heading);
      const similar = similarHeading(key);
      if (similar !== undefined) add("similar-heading", similar);
      else if (wordsOfDecisions.test(key)) add("unread-column");
      else unknown.push({ index, heading });
    } else if (meaning === "ignore") ignored.push(heading);
    else {
      const other = columns.get(meaning);
      if (other !== undefined) add("duplicate-field", other.heading);
      else {
        if (hiddenColumns.has(index)) add("hidden-column");
        columns.set(meaning, { field: meaning, index, heading, currency: splitCurrency(heading).currency });
      }
    }
  }
  for (const heading of Object.keys(map)) {
    if (!seen.has(foldText(heading))) faults.push({ code: "unknown-mapped-column", detail: heading });
  }
  splitName(columns);
  const [name, part] = [columns.get("recipientName"), columns.get("firstName") ?? columns.get("lastName")];
  if (name !== undefined && part !== undefined) {
    const cell = cellName(headingRow, name.index);
    faults.push({ code: "duplicate-field", detail: part.heading, row: headingRow + 1, column: name.heading, cell });
  }
  const width = cells.findLastIndex((cell) => cell !== undefined) + 1;
  return { headingRow, columns, width, ignored, unknown, faults };
}

/** "Name" and "Surname": the first of them is a first name if there is a column for the other, and none for the first. */
function splitName(columns: Map<SheetField, SheetColumn>): void {
  const name = columns.get("recipientName");
  if (name === undefined || !columns.has("lastName") || columns.has("firstName")) return;
  columns.delete("recipientName");
  columns.set("firstName", { ...name, field: "firstName" });
}

function headingText(cell: Cell | undefined): string {
  return cell?.kind === "text" ? cell.text.replace(/[\s\p{Cf}]+/gu, " ").trim() : "";
}

function fieldOf(heading: string, map: ColumnMap): SheetField | "ignore" | undefined {
  const key = foldText(heading);
  const mapped = Object.entries(map).find(([mappedHeading]) => foldText(mappedHeading) === key);
  if (mapped !== undefined) return mapped[1];
  if (heading.length > maxHeadingLength) return undefined;
  const field = fieldOfHeading.get(key);
  if (field !== undefined && field !== "amount") return field;
  // A sign in the heading of amounts may say what they are: negative, a percentage, or in another unit.
  const { name } = splitCurrency(heading);
  return isFoldedWhole(name) && fieldOfHeading.get(foldText(name)) === "amount" ? "amount" : undefined;
}

/** "Tutar (TL)" is "Tutar" in lira. */
function splitCurrency(heading: string): { name: string; currency: Currency | undefined } {
  // The expression takes quadratic time.
  if (heading.length > maxHeadingLength) return { name: heading, currency: undefined };
  const [, name = heading, sign = ""] = /^(.*?)[\s([]+([^\s()[\]]+)[)\]]?$/.exec(heading) ?? [];
  const currency = currencyOf(sign);
  return currency === undefined ? { name: heading, currency } : { name, currency };
}

/** The heading that another one resembles: it differs in one letter or two, or has a word of a field. */
function similarHeading(key: string): string | undefined {
  const word = wordsOfFields.exec(key)?.[0];
  if (word !== undefined) return word;
  for (const known of fieldOfHeading.keys()) {
    const allowed = known.length < 4 ? 0 : known.length < 8 ? 1 : 2;
    if (allowed > 0 && Math.abs(known.length - key.length) <= allowed && distance(known, key) <= allowed) return known;
  }
  return undefined;
}

/** The number of letters to insert, delete or replace (Levenshtein). */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const replaced = (previous[column] as number) + (letter === otherLetter ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] as number) + 1, (current[column] as number) + 1));
    }
    previous = current;
  }
  return previous.at(-1) as number;
}
