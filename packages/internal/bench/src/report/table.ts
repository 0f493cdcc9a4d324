import type { Summary } from "../measure/statistics.ts";

/** A column of a table. */
export interface Column {
  heading: string;
  /** How many decimals the column is printed with. The JSON has all of them. */
  digits: number;
}

/** A row of a table: a contender. A figure that was not measured, or cannot be, is left out. */
export interface Row {
  name: string;
  /** Whether it is one of our packages. They are printed in bold. */
  isOurs: boolean;
  /** By heading of the column. A number is a count: it is the same in every round. */
  figures: Readonly<Record<string, Summary | number | undefined>>;
}

/** What one benchmark measured. */
export interface Table {
  title: string;
  /** What was measured and how, as sentences that hold whatever the figures are. */
  note: string;
  columns: readonly Column[];
  rows: readonly Row[];
}
