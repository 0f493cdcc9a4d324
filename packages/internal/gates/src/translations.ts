type Language = "en" | "tr";

/** A heading of a page, with what stands below it. */
interface Section {
  heading: string;
  level: number;
  /** The blocks of code, each with its language. */
  blocks: readonly string[];
  /** What stands in backticks in the sentences. */
  codes: ReadonlySet<string>;
  /** The numbers of the sentences, as digits. */
  numbers: ReadonlySet<string>;
  /** How many rows its tables have, and how many entries its lists. */
  rows: number;
  entries: number;
}

/**
 * Returns what a Turkish page lacks of the English one: a heading, a heading that is a code, a block of code, a name in backticks,
 * a number, a row of a table or an entry of a list. It may have more of them, but no other blocks of code.
 */
export function missingIn(turkish: string, english: string): string[] {
  const translations = sectionsOf(turkish, "tr");
  const originals = sectionsOf(english, "en");
  const headings = ({ level, heading }: Section) => `${"#".repeat(level)} ${isCode(heading) ? heading : "…"}`;
  const outlines = [translations, originals].map((sections) => sections.map(headings).join("\n"));
  if (outlines[0] !== outlines[1]) return [`has other headings:\n${outlines[0]}\ninstead of:\n${outlines[1]}`];
  return originals.flatMap((original, index) => {
    const translation = translations[index] as Section;
    const where = `${translation.heading} (${original.heading})`;
    return [
      ...without(translation.codes, original.codes).map((code) => `${where} lacks \`${code}\``),
      ...without(translation.numbers, original.numbers).map((number) => `${where} lacks the number ${number}`),
      ...(translation.rows < original.rows ? [`${where} lacks a row of a table`] : []),
      ...(translation.entries < original.entries ? [`${where} lacks an entry of a list`] : []),
      ...(translation.blocks.join("\n") === original.blocks.join("\n") ? [] : [`${where} has other code`]),
    ];
  });
}

function without(translated: ReadonlySet<string>, original: ReadonlySet<string>): string[] {
  return [...original].filter((entry) => !translated.has(entry));
}

/** A heading that is the same in both languages, such as `payment_lost` or `DEPOSIT_FAIL`. */
function isCode(heading: string): boolean {
  return /^([a-z_]+|[A-Z_]+)$/.test(heading);
}

function sectionsOf(page: string, language: Language): Section[] {
  const blocks: string[] = [];
  // A placeholder stands for each block, so that a comment of a shell is not taken for a heading. No page has its marks.
  const prose = page.replaceAll(/^ *```(\w*)\n(.*?)^ *```$/gms, (_, form: string, code: string) => {
    blocks.push(`${form}:${["", "text"].includes(form) ? "" : comparable(form, code)}`);
    return `⟦${blocks.length - 1}⟧`;
  });
  return prose.split(/^(?=#+ )/m).map((text) => {
    const [, marks = "", heading = ""] = /^(#+) (.*)$/m.exec(text) ?? [];
    const spans = [...text.matchAll(/`([^`]+)`/g)].map(([, span = ""]) =>
      withEnglishNames(span.replaceAll(/\s+/g, " ")),
    );
    const sentences = text
      .replaceAll(/`[^`]+`|⟦\d+⟧/g, " ")
      .replaceAll(/\]\([^)]*\)/g, "] ")
      .replaceAll(/^ *\d+\. /gm, "");
    return {
      heading,
      level: marks.length,
      blocks: [...text.matchAll(/⟦(\d+)⟧/g)].map(([, index]) => blocks[Number(index)] as string),
      codes: new Set(spans),
      numbers: numbersOf(sentences, language),
      rows: text.match(/^\|/gm)?.length ?? 0,
      entries: text.match(/^ *(-|\d+\.) /gm)?.length ?? 0,
    };
  });
}

/** A block of code without comments, and without texts that are written for a reader: those with a blank. */
function comparable(form: string, code: string): string {
  const comments = form === "sh" ? /#.*$/gm : /\/\*[\s\S]*?\*\/|\/\/.*$/gm;
  const bare = code.replaceAll(comments, "").replaceAll(/"[^"\n]*"/g, (text) => (text.includes(" ") ? '"…"' : text));
  return withEnglishNames(bare).replaceAll(/\s+/g, " ");
}

/** The names of files, keys and people that a Turkish reader's commands have. */
const names: readonly (readonly [turkish: RegExp, english: string])[] = [
  [/\bmaas-/g, "salaries-"],
  [/\bodemeler\./g, "payments."],
  [/\bkasim\./g, "november."],
  [/\byeniden\./g, "again."],
  [/-yeniden\b/g, "-again"],
  [/\bfinans-/g, "finance-"],
  [/\bdeneme-kayitlari\b/g, "simulated-payments"],
  [/ deneme\b/g, " trial"],
  [/\bKOMUT\b/g, "COMMAND"],
  [/--by AD\b/g, "--by NAME"],
  [/\bCANLI\b/g, "PRODUCTION"],
  [/\bDENEME\b/g, "TEST"],
  [/\bkesinleşmedi\b/g, "not final"],
];

function withEnglishNames(text: string): string {
  return names.reduce((renamed, [turkish, english]) => renamed.replaceAll(turkish, english), text);
}

/** Numbers that are written as words; the Turkish ones with any ending. */
const numberWords: readonly (readonly [digits: string, english: RegExp, turkish: RegExp])[] = [
  ["2", /^(two|twice)$/, /^iki/],
  ["3", /^three$/, /^üç/],
  ["4", /^four$/, /^dör[td]/],
  ["5", /^five$/, /^beş/],
  ["6", /^six$/, /^altı/],
  ["10", /^ten$/, /^on$/],
  ["100", /^hundred$/, /^yüz(den)?$/],
  ["1000", /^thousand$/, /^bin$/],
];

/** The numbers of a text without the marks between their digits: 1,000.50 and 1.000,50 are the same. */
function numbersOf(text: string, language: Language): Set<string> {
  const digits = [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number.replaceAll(/[.,]/g, ""));
  const words = [...text.matchAll(/\p{L}+/gu)].map(([word]) => word.toLocaleLowerCase(language));
  const written = numberWords.filter(([, en, tr]) => words.some((word) => ({ en, tr })[language].test(word)));
  return new Set([...digits, ...written.map(([number]) => number)]);
}
