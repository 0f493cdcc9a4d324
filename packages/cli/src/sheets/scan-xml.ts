import sax from "sax";
import { UnreadableSheet } from "./fault.js";

/** The attributes of an element by their local names. */
export type SaxAttributes = Readonly<Record<string, string>>;

/** What is done with the elements of a document, by their local names. */
export interface XmlListener {
  onOpen(name: string, attributes: SaxAttributes): void;
  onClose?(name: string): void;
  onText?(text: string): void;
}

/**
 * Reads a part of an XLSX file from its beginning to its end. Entities that a document defines itself are not resolved.
 *
 * @throws {UnreadableSheet} if it is not XML.
 */
export function scanXml(part: Uint8Array, { onOpen, onClose, onText }: XmlListener): void {
  const parser = sax.parser(true, { position: false });
  parser.onopentag = ({ name, attributes }) => {
    const local = Object.entries(attributes).map(([key, value]) => [localName(key), String(value)]);
    onOpen(localName(name), Object.fromEntries(local));
  };
  parser.onclosetag = (name) => onClose?.(localName(name));
  parser.ontext = (text) => onText?.(text);
  parser.oncdata = (text) => onText?.(text);
  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(part)).close();
  } catch (error) {
    throw error instanceof UnreadableSheet ? error : new UnreadableSheet("damaged");
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
