import { styleText } from "node:util";

/** A style of the terminal, such as "green" or "bold". One style, because Node 20 takes no lists. */
export type Style = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

/** Styles a text, or returns it unchanged where there is no colour. */
export type Styler = (style: Style, text: string) => string;

/** Creates a styler for an output with or without colour. */
export function createStyler(hasColour: boolean): Styler {
  return (style, text) => (hasColour ? styleText(style, text, { validateStream: false }) : text);
}
