import type { Destination } from "@iyzico-mass-payout/client";
import { byHandMessages } from "../messages/catalogs.js";
import { ask } from "../terminal/ask.js";
import { hasColour } from "../terminal/output.js";
import { printable } from "../terminal/printable.js";
import { createStyler } from "../terminal/styles.js";
import type { CommandContext } from "./command.js";
import { hostOf, placeOf } from "./place.js";
import { UsageError } from "./usage-error.js";

/** Says where a command that changes something at iyzico sends it: before anything is sent. */
export function announcePlace(destination: Destination, { environment, stderr, locale }: CommandContext): void {
  const place = placeOf(destination);
  const style = createStyler(hasColour(stderr, environment));
  const line = `${byHandMessages.in(locale).places[place]} (${hostOf(destination)})`;
  stderr.write(`${place === "production" ? style("red", line) : line}\n`);
}

/**
 * Has a write to production confirmed at the terminal, by typing its id.
 *
 * @param isConfirmed whether it is confirmed by an option.
 * @throws {UsageError} if it is not confirmed, or there is no terminal.
 */
export async function confirmWrite(
  id: string,
  destination: Destination,
  isConfirmed: boolean,
  { stdin, stderr, locale }: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  if (isConfirmed || placeOf(destination) !== "production") return;
  const text = byHandMessages.in(locale);
  if (stdin.isTTY !== true) throw new UsageError(text.yesRequired);
  const typed = await ask(text.confirm(printable(id)), stdin, stderr, signal);
  if (typed !== id) throw new UsageError(text.notConfirmed);
}
