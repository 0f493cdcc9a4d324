/** The text of a cell. */
export interface CellText {
  text: string;
  /** Whether a part of it is struck through. */
  isStruck: boolean;
}

/** Collects the text of `t` elements, without the pronunciation that East Asian texts may have (`rPh`). */
export interface TextCollector {
  begin(): void;
  end(): CellText;
  onOpen(name: string, attributes: Readonly<Record<string, string>>): void;
  onText(text: string): void;
  onClose(name: string): void;
}

/** Creates a collector that has no text, and is outside of any element. */
export function createTextCollector(): TextCollector {
  let collected = "";
  let isText = false;
  let isPronunciation = false;
  let isStruck = false;
  return {
    begin() {
      collected = "";
      isStruck = false;
    },
    end: () => ({ text: unescapeText(collected), isStruck }),
    onOpen(name, attributes) {
      if (name === "rPh") isPronunciation = true;
      if (isStrike(name, attributes)) isStruck = true;
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

/** Whether an element of a font strikes its text through. */
export function isStrike(name: string, { val = "1" }: Readonly<Record<string, string>>): boolean {
  return name === "strike" && val !== "0" && val !== "false";
}

/** Characters that XML cannot have are written as "_x000D_". */
export function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
