import { hasColour, type Output, widthsOf } from "../terminal/output.js";
import { createStyler } from "../terminal/styles.js";
import type { Format } from "../views/format.js";
import type { CommandContext } from "./command.js";

/** How to print on an output for a person: in the language of the call, and with the colours and width of the output now. */
export function formatOf(output: Output, { environment, locale }: CommandContext): Format {
  return { locale, style: createStyler(hasColour(output, environment)), widths: widthsOf(output) };
}
