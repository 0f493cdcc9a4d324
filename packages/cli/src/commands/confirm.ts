import { destinationMessages } from "../messages/catalogs.js";
import { ask } from "../terminal/ask.js";
import { hasColour, widthsOf } from "../terminal/output.js";
import { printable } from "../terminal/printable.js";
import { createStyler } from "../terminal/styles.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { CommandContext } from "./command.js";
import type { NamedDestination } from "./destination.js";
import { isInteractive } from "./interactive.js";
import { UsageError } from "./usage-error.js";

/** Says where a command that moves money sends it, before anything is sent. */
export async function announceDestination(
  { kind, host }: NamedDestination,
  { environment, stderr, locale }: CommandContext,
): Promise<void> {
  await destinationMessages.load(locale);
  const text = destinationMessages.in(locale).destination(kind, host);
  const style = createStyler(hasColour(stderr, environment));
  for (const line of wrapText(text, widthsOf(stderr).text)) {
    stderr.write(`${kind === "production" ? style("red", line) : line}\n`);
  }
}

/**
 * Has what moves money at production confirmed: a text that names it, such as the key of the plan, must be typed. That tells
 * a plan from another one, and production from the sandbox, which a "y" would not.
 *
 * @param explain is called before the question, and says what is to be confirmed.
 * @throws {UsageError} if there is no terminal, or something else was typed.
 */
export async function confirmAtProduction(
  text: string,
  { kind }: NamedDestination,
  context: CommandContext,
  signal: AbortSignal,
  explain: () => void = () => {},
): Promise<void> {
  if (kind !== "production") return;
  const { stdin, stderr, locale } = context;
  await destinationMessages.load(locale);
  const messages = destinationMessages.in(locale);
  if (!isInteractive(context)) throw new UsageError(messages.yesRequired);
  explain();
  if ((await ask(messages.prompt(printable(text)), stdin, stderr, signal)) !== text) {
    throw new UsageError(messages.notConfirmed);
  }
}
