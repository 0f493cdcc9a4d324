import { scanXml } from "./scan-xml.js";

/** Reads the texts that the cells of an XLSX file share. A text may have runs, each with a font of its own. */
export function readSharedStrings(part: Uint8Array): string[] {
  const strings: string[] = [];
  const text = createTextCollector();
  scanXml(part, {
    onOpen(name) {
      if (name === "si") text.begin();
      text.onOpen(name);
    },
    onText: text.onText,
    onClose(name) {
      text.onClose(name);
      if (name === "si") strings.push(text.end());
    },
  });
  return strings;
}

/** Collects the text of `t` elements, without the pronunciation that East Asian texts may have (`rPh`). */
export interface TextCollector {
  begin(): void;
  end(): string;
  onOpen(name: string): void;
  onText(text: string): void;
  onClose(name: string): void;
}

export function createTextCollector(): TextCollector {
  let collected = "";
  let isText = false;
  let isPronunciation = false;
  return {
    begin() {
      collected = "";
    },
    end: () => unescapeText(collected),
    onOpen(name) {
      if (name === "rPh") isPronunciation = true;
      isText = name === "t" && !isPronunciation;
    },
    onText(text) {
      if (isText) collected += text;
    },
    onClose(name) {
      if (name === "rPh") isPronunciation = false;
      isText = false;
    },
  };
}

/** Characters that XML cannot have are written as "_x000D_". */
export function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
