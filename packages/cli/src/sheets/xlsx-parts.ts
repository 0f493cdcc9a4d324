import { unzipSync } from "fflate";
import { UnreadableSheet } from "./fault.js";
import { formatBytes, maxUnpackedBytes } from "./limits.js";
import { scanXml } from "./scan-xml.js";
import { readSharedStrings } from "./shared-strings.js";
import { isStrike } from "./text-collector.js";
import type { CellContext, CellStyle } from "./worksheet.js";

/** A worksheet of an XLSX file. */
interface Worksheet {
  name: string;
  isHidden: boolean;
  xml: Uint8Array;
}

/** The worksheets of an XLSX file, and what their cells refer to. */
export interface XlsxParts extends CellContext {
  worksheets: readonly Worksheet[];
}

/**
 * Unpacks the parts of an XLSX file that have cells. A file whose parts are larger than `maxUnpackedBytes` is refused before
 * any is unpacked: the archive states their sizes, and a part is never unpacked beyond its stated size.
 *
 * @throws {UnreadableSheet}
 */
export function unpackXlsx(bytes: Uint8Array): XlsxParts {
  const parts = unzip(bytes);
  const workbook = parts["xl/workbook.xml"];
  const relations = parts["xl/_rels/workbook.xml.rels"];
  if (workbook === undefined || relations === undefined) throw new UnreadableSheet("damaged");
  const targets = new Map<string, string>();
  let [styles, strings] = ["xl/styles.xml", "xl/sharedStrings.xml"];
  scanXml(relations, {
    onOpen(name, { Id = "", Target = "", Type = "" }) {
      if (name !== "Relationship") return;
      const target = Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`;
      targets.set(Id, target);
      if (Type.endsWith("/styles")) styles = target;
      if (Type.endsWith("/sharedStrings")) strings = target;
    },
  });
  const worksheets: Worksheet[] = [];
  scanXml(workbook, {
    onOpen(name, attributes) {
      if (name !== "sheet") return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      const xml = parts[String(targets.get(String(relation)))];
      if (xml === undefined) throw new UnreadableSheet("damaged");
      worksheets.push({ name: String(attributes["name"]), isHidden: /hidden/i.test(String(attributes["state"])), xml });
    },
  });
  const [stylesPart, stringsPart] = [parts[styles], parts[strings]];
  return {
    worksheets,
    styles: stylesPart === undefined ? [] : readStyles(stylesPart),
    sharedStrings: stringsPart === undefined ? [] : readSharedStrings(stringsPart),
  };
}

function unzip(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const names = new Set<string>();
  let size = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter({ name, originalSize }) {
        // Readers would differ in which of the two they take. The case of a name does not tell parts apart.
        if (names.has(name.toLowerCase())) throw new UnreadableSheet("damaged");
        names.add(name.toLowerCase());
        const isRead = /\.(xml|rels)$/.test(name);
        if (isRead) size += originalSize;
        if (size > maxUnpackedBytes) {
          throw new UnreadableSheet("file-too-large", { detail: formatBytes(maxUnpackedBytes) });
        }
        return isRead && name.startsWith("xl/");
      },
    });
  } catch (error) {
    throw error instanceof UnreadableSheet ? error : new UnreadableSheet("damaged");
  }
  if (names.has("xl/workbook.xml")) return parts;
  const kind = names.has("xl/workbook.bin") ? "xlsb" : names.has("content.xml") ? "ods" : "archive";
  throw new UnreadableSheet("unsupported-file", { detail: kind });
}

/** The number formats that a file need not define, but for dates. Those with a currency show the reader's own. */
const builtInFormats: Readonly<Record<string, string>> = {
  "0": "General",
  "1": "0",
  "2": "0.00",
  "3": "#,##0",
  "4": "#,##0.00",
  "5": "#,##0",
  "6": "#,##0",
  "7": "#,##0.00",
  "8": "#,##0.00",
  "9": "0%",
  "10": "0.00%",
  "11": "0.00E+00",
  "12": "# ?/?",
  "13": "# ??/??",
  "37": "#,##0",
  "38": "#,##0",
  "39": "#,##0.00",
  "40": "#,##0.00",
  "41": "#,##0",
  "42": "#,##0",
  "43": "#,##0.00",
  "44": "#,##0.00",
  "48": "##0.0E+0",
  "49": "@",
};

function readStyles(part: Uint8Array): CellStyle[] {
  const codes = new Map(Object.entries(builtInFormats));
  const struckFonts = new Set<string>();
  const styles: CellStyle[] = [];
  // Formats of conditions have fonts too.
  let list: "fonts" | "cellXfs" | undefined;
  let fonts = 0;
  scanXml(part, {
    onOpen(name, attributes) {
      const { numFmtId = "0", formatCode = "", fontId = "0" } = attributes;
      if (name === "numFmt") codes.set(numFmtId, formatCode);
      else if (name === "fonts" || name === "cellXfs") list = name;
      else if (name === "font" && list === "fonts") fonts += 1;
      else if (list === "fonts" && isStrike(name, attributes)) struckFonts.add(String(fonts - 1));
      // The others are dates.
      else if (name === "xf" && list === "cellXfs") {
        styles.push({ format: codes.get(numFmtId) ?? "d", isStruck: struckFonts.has(fontId) });
      }
    },
    onClose(name) {
      if (name === list) list = undefined;
    },
  });
  return styles;
}
