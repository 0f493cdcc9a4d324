/** Collects the text of `t` elements, without the pronunciation that East Asian texts may have (`rPh`). */
export interface TextCollector {
  begin(): void;
  end(): string;
  onOpen(name: string): void;
  onText(text: string): void;
  onClose(name: string): void;
}

/** Creates a collector that has no text, and is outside of any element. */
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
