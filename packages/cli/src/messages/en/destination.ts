import type { DestinationMessages } from "../destination.js";

/** The English messages of `destination`. */
export const destination: DestinationMessages = {
  destination: (kind, host) =>
    ({
      production: `PRODUCTION · ${host}: real money`,
      sandbox: `SANDBOX · ${host}: no real money`,
      test: `TEST · ${host}: this machine`,
    })[kind],
  prompt: (text) => `Type ${text} to go on: `,
  notConfirmed: "Something else was typed. Nothing was sent.",
  yesRequired: "Without a terminal, --yes is required at production. Nothing was sent.",
};
