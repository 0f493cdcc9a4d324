/**
 * A command line that a shell reads as exactly these words: sh and every shell like it, and on Windows PowerShell. The
 * words must have no control characters.
 */
export function quoteForShell(words: readonly string[], platform: NodeJS.Platform = process.platform): string {
  const isWindows = platform === "win32";
  // zsh expands a word that begins with "=", and PowerShell gives "@", "%" and "," a meaning.
  const plain = isWindows ? /^[\w./:-][\w./:=-]*$/ : /^[\w%+,./:@-][\w%+,./:=@-]*$/;
  const quote = isWindows ? "''" : "'\\''";
  return words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", quote)}'`)).join(" ");
}
