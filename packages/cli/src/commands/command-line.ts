import { printable } from "../terminal/printable.js";
import { quoteForShell } from "../terminal/quote-for-shell.js";
import type { ConnectionFlags } from "./flags.js";

/**
 * A command line of this program to paste into a shell. It must be for the account of the call that prints it: without its
 * profile, it would ask the sandbox, or another merchant's account, about a payout of this one.
 *
 * @param words what follows the program's name.
 * @param flags those of the call that choose its account; left out if the words have them, or nothing is sent.
 */
export function commandLine(words: readonly string[], { profile, signedTarget }: ConnectionFlags = {}): string {
  const account = [
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...(signedTarget === undefined ? [] : ["--signed-target", signedTarget]),
  ];
  return quoteForShell(["mass-payout", ...words, ...account].map(printable));
}
