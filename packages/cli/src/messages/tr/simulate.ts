import type { SimulateMessages } from "../simulate.js";

/** The Turkish messages of `simulate`. */
export const simulate: SimulateMessages = {
  listening: (url) => `Simüle edilen iyzico, durdurulana kadar (Ctrl+C) ${url} adresinde dinliyor.`,
  cannotRun: (command, code) => `${command} çalıştırılamıyor (${code}).`,
};
