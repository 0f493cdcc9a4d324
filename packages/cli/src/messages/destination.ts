/** What kind of place requests go to. */
export type DestinationKind = "production" | "sandbox" | "test";

/** Where a command sends what moves money, and how that is confirmed. */
export interface DestinationMessages {
  /** The first line of a command that moves money. */
  destination(kind: DestinationKind, host: string): string;
  /** Asks for the text to type. */
  prompt(text: string): string;
  notConfirmed: string;
  /** For production without a terminal. */
  yesRequired: string;
}
