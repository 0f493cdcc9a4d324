import { styleText } from "node:util";
import type { StatusState } from "@iyzico-mass-payout/client";

export type Style = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Styled = (style: Style, text: string) => string;

/** The colour of each state. One style each: Node 20 takes no lists. */
export const styles: Readonly<Record<StatusState, Style>> = {
  waiting: "dim",
  "in-flight": "cyan",
  paid: "green",
  "not-paid": "red",
  refunded: "magenta",
  "needs-a-person": "yellow",
  refused: "red",
  cancelled: "dim",
  unknown: "yellow",
};

export function styledWith(hasColour: boolean): Styled {
  return (style, text) => (hasColour ? styleText(style, text, { validateStream: false }) : text);
}
