import type { Cell } from "./cell.js";
import { currencyOf } from "./currency.js";
import { foldText } from "./fold-text.js";

/** Words that answer whether a row is to be paid. */
const answers: ReadonlySet<string> = new Set(
  "evet hayir e h var yok yes no y n true false dogru yanlis x 1 0".split(" "),
);

/** A column of these alone also is one of numbers, or of men in a column of genders. */
const otherMeanings: ReadonlySet<string> = new Set(["e", "1"]);

const currencyCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** A fault of a column whose heading is not known, by the cells that it has in the rows that are read. */
export function faultOfUnread(cells: readonly Cell[]): "unread-column" | "unread-currency" | undefined {
  if (cells.length === 0) return undefined;
  const texts = cells.map(textOf);
  if (texts.every(isCurrency)) return "unread-currency";
  const words = texts.map(wordOf);
  const isDecision = words.every((word) => answers.has(word)) && words.some((word) => !otherMeanings.has(word));
  return isDecision ? "unread-column" : undefined;
}

function textOf(cell: Cell): string {
  if (cell.kind === "text") return cell.text.trim();
  return cell.kind === "number" ? cell.digits : cell.code === "boolean" ? "true" : "";
}

function wordOf(text: string): string {
  return /^[✓✔✅✗✘❌☑☐☒]\ufe0f?$/u.test(text) ? "x" : foldText(text);
}

/** Also a currency that cannot be paid: its amounts would be taken for those of another one. */
function isCurrency(text: string): boolean {
  return currencyOf(text) !== undefined || currencyCodes.has(text.toUpperCase());
}
