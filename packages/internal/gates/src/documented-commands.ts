/** A command line of `mass-payout` in a page. */
export interface DocumentedCommand {
  page: string;
  /** As the page has it, such as `mass-payout status KEY --store F`. */
  line: string;
  /** What follows the program's name. */
  args: readonly string[];
}

/**
 * The command lines of `mass-payout` in the shell blocks of a page. Of `simulate -- mass-payout …`, the inner one is a command
 * line of its own. Comments, redirections and what follows a pipe or `&&` are left out. A line that ends with a backslash goes on.
 */
export function commandsIn(page: string, text: string): DocumentedCommand[] {
  const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, code = ""]) =>
    code.replaceAll(/\\\n\s*/g, ""),
  );
  const lines = blocks.flatMap((code) => code.split("\n").flatMap((line) => splitCommands(wordsOf(line))));
  return lines.flatMap((words) =>
    words[0] === "mass-payout" ? [{ page, line: words.join(" "), args: words.slice(1) }] : [],
  );
}

/** The names of commands that the sentences of a page have, as in `mass-payout status`. */
export function commandNamesIn(text: string): string[] {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, "");
  return [...new Set([...prose.matchAll(/`mass-payout ([a-z]+)/g)].map(([, name = ""]) => name))];
}

/** A word of a shell, without its quotes; operators are words of their own. */
const word = /#.*$|&&|\|\|?|>>?|;|--(?=\s|$)|(?:"[^"]*"|'[^']*'|[^\s"'|;&>]+)+/g;

function wordsOf(line: string): string[] {
  return (line.match(word) ?? []).filter((text) => !text.startsWith("#")).map((text) => text.replaceAll(/["']/g, ""));
}

function splitCommands(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  let isSkipped = false;
  for (const text of words) {
    if (/^(&&|\|\|?|;|--)$/.test(text)) commands.push([]);
    else if (/^>>?$/.test(text)) isSkipped = true;
    else if (isSkipped) isSkipped = false;
    else commands.at(-1)?.push(text);
  }
  return commands;
}
