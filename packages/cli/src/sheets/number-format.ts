import { currencyOf } from "./currency.js";

/** What a number format shows of a number. */
export interface ShownNumber {
  /** How many decimals it shows at most; `undefined` if it shows all. */
  decimals: number | undefined;
  /** The currency whose sign it shows. */
  currency: string | undefined;
}

/**
 * Reads the code of a number format, such as `#,##0.00 "₺"`. Returns `undefined` for one that does not show the number
 * itself, in digits: a percentage, a date, an exponent, a fraction, thousands, or with a text that is no currency.
 */
export function readNumberFormat(code: string): ShownNumber | undefined {
  if (/^(general|@)?$/i.test(code)) return { decimals: undefined, currency: undefined };
  // The format of positive numbers comes first.
  const [section] = /^(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*/.exec(code) as RegExpExecArray;
  const signs: string[] = [];
  const digits = section
    // A currency with its locale: [$₺-41F].
    .replace(/\[\$([^\]-]*)[^\]]*\]/g, (_, sign: string) => `"${sign}"`)
    .replace(/\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]/gi, "")
    .replace(/"([^"]*)"|\\(.)|([₺$€])/g, (_, quoted = "", escaped = "", sign = "") => {
      signs.push(`${quoted}${escaped}${sign}`.trim());
      return "";
    })
    // The width of a character, and one that fills the cell.
    .replace(/[_*]./g, "")
    .trim();
  const [, decimals] = /^[#0?,]*[#0?](?:\.([#0?]*))?$/.exec(digits) ?? [];
  const isDigits = /^[#0?,]*[#0?](?:\.[#0?]*)?$/.test(digits);
  const currencies = [...new Set(signs.filter((sign) => sign !== ""))].map(currencyOf);
  if (!isDigits || currencies.length > 1 || currencies.some((currency) => currency === undefined)) return undefined;
  return { decimals: decimals?.length ?? 0, currency: currencies[0] };
}

/** Whether a number format shows a number as a date or a time. */
export function isDateFormat(code: string): boolean {
  const placeholders = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, "");
  return /[dmyhs]/i.test(placeholders);
}
