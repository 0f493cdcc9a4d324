import type { DestinationMessages } from "../destination.js";

/** The Turkish messages of `destination`. */
export const destination: DestinationMessages = {
  destination: (kind, host) =>
    ({
      production: `CANLI · ${host}: gerçek para`,
      sandbox: `SANDBOX · ${host}: gerçek para gönderilmez`,
      test: `DENEME · ${host}: bu makine`,
    })[kind],
  prompt: (text) => `Devam etmek için ${text} yazın: `,
  notConfirmed: "Başka bir şey yazıldı. Hiçbir şey gönderilmedi.",
  yesRequired: "Terminal olmadan canlı ortamda --yes gerekir. Hiçbir şey gönderilmedi.",
};
