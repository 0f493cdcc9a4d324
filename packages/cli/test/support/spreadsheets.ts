import { strToU8, type Zippable, zipSync } from "fflate";
import writeXlsxFile, { type Cell } from "write-excel-file/node";

/** The bytes of a text in windows-1254. */
export function encodeWindows1254(text: string): Uint8Array {
  const letters: Readonly<Record<string, number>> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe, "’": 0x92 };
  return Uint8Array.from([...text].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
}

export function encodeUtf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
}

export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** An XLSX file of one worksheet, written by a library. */
export function writeXlsx(rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  return writeXlsxFile(
    rows.map((row) => [...row]),
    { sheet: "Ödemeler" },
  ).toBuffer();
}

/** A worksheet of an XLSX file that is made by hand. */
export interface HandmadeSheet {
  name?: string;
  state?: string;
  /** What is before the rows, such as `<cols>`. */
  before?: string;
  /** The rows: `<row r="1"><c r="A1" …`. */
  rows: string;
  /** What is behind the rows, such as `<mergeCells>`. */
  behind?: string;
}

/** An XLSX file with what no library writes. `formats` are the codes of the styles 1, 2, …. */
export function zipXlsx(
  sheets: readonly HandmadeSheet[],
  { formats = [], others = {} }: { formats?: readonly string[]; others?: Zippable } = {},
): Uint8Array {
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    "xl/workbook.xml":
      `<workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` +
      sheets
        .map(
          ({ name = `Sheet${1}`, state }, index) =>
            `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? "" : ` state="${state}"`} r:id="rId${index + 1}"/>`,
        )
        .join("") +
      "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels":
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      sheets.map((_, index) => relation(index + 1, "worksheet", `worksheets/sheet${index + 1}.xml`)).join("") +
      relation(90, "styles", "styles.xml") +
      "</Relationships>",
    "xl/styles.xml":
      `<styleSheet ${main}><numFmts>` +
      formats
        .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', "&quot;")}"/>`)
        .join("") +
      '</numFmts><cellXfs><xf numFmtId="0"/>' +
      formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join("") +
      "</cellXfs></styleSheet>",
  };
  for (const [index, { before = "", rows, behind = "" }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet ${main}>${before}<sheetData>${rows}</sheetData>${behind}</worksheet>`;
  }
  const bytes = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync({ ...bytes, ...others });
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** The XML of a row of texts, and of cells that are XML already (they begin with "<"). */
export function rowXml(row: number, cells: readonly string[], attributes = ""): string {
  const xml = cells.map((cell, column) => {
    const name = `${String.fromCharCode(65 + column)}${row}`;
    if (cell === "") return "";
    if (cell.startsWith("<c")) return cell.replace("<c", `<c r="${name}"`);
    return `<c r="${name}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${row}"${attributes}>${xml.join("")}</row>`;
}
