import type { SimulateMessages } from "../simulate.js";

/** The English messages of `simulate`. */
export const simulate: SimulateMessages = {
  listening: (url) => `A simulated iyzico listens on ${url} until it is stopped (Ctrl+C).`,
  cannotRun: (command, code) => `${command} cannot be run (${code}).`,
};
