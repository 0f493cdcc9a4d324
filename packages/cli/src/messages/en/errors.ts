import type { ErrorsMessages } from "../errors.js";

/** What the client cannot say: the options decide what a spreadsheet means, and where it is paid. */
const optionsFirst =
  "Check the options first: --purpose, --currency, --decimal, --map and --profile must be those of the first call.";

/** The English messages of `errors`: the client's own. */
export const errors: ErrorsMessages = {
  nothingSent: (hasItems) => `nothing was sent${hasItems ? " (items are counted from 0)" : ""}:`,
  fault: ({ message }) => message,
  explain: ({ code, message, hint }) => [message, ...(code === "plan_mismatch" ? [optionsFirst] : []), hint],
  finding: (_, message) => message,
};
