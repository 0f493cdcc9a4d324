import sax from "sax";
import { UnreadableSheet } from "./fault.js";

/** What is done with the elements of a document, by their names without prefix. Attributes have their prefix. */
export interface XmlListener {
  onOpen(name: string, attributes: Readonly<Record<string, string>>): void;
  onClose?(name: string): void;
  /** A text may come in several parts. */
  onText?(text: string): void;
}

/**
 * Reads a part of an XLSX file from its beginning to its end. Entities that a document defines itself are refused.
 *
 * @throws {UnreadableSheet} if it is not XML.
 */
export function scanXml(part: Uint8Array, { onOpen, onClose, onText }: XmlListener): void {
  const parser = sax.parser(true, { position: false });
  parser.onopentag = ({ name, attributes }) => onOpen(localName(name), attributes as Record<string, string>);
  parser.onclosetag = (name) => onClose?.(localName(name));
  parser.ontext = (text) => onText?.(text);
  // Without it, sax says nothing about a document that is cut.
  parser.onerror = (error) => {
    throw error;
  };
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
