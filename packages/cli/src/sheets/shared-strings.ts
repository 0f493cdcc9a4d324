import { scanXml } from "./scan-xml.js";
import { type CellText, createTextCollector } from "./text-collector.js";

/** Reads the texts that the cells of an XLSX file share. A text may have runs, each with a font of its own. */
export function readSharedStrings(part: Uint8Array): CellText[] {
  const strings: CellText[] = [];
  const text = createTextCollector();
  scanXml(part, {
    onOpen(name, attributes) {
      if (name === "si") text.begin();
      text.onOpen(name, attributes);
    },
    onText: text.onText,
    onClose(name) {
      text.onClose(name);
      if (name === "si") strings.push(text.end());
    },
  });
  return strings;
}
