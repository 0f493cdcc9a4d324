import type { Locale } from "@iyzico-mass-payout/client";
import type { Widths } from "../terminal/output.js";
import type { Styler } from "../terminal/styles.js";

/** How to print for a person. */
export interface Format {
  locale: Locale;
  style: Styler;
  widths: Widths;
}
