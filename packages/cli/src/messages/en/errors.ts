import type { ErrorsMessages } from "../errors.js";

/** The English messages of `errors`: the client's own. */
export const errors: ErrorsMessages = {
  nothingSent: (hasItems) => `nothing was sent${hasItems ? " (items are counted from 0)" : ""}:`,
  fault: ({ message }) => message,
  explain: ({ message, hint }) => [message, hint],
  finding: (_, message) => message,
};
