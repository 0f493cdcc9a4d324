import type { RetrieveMessages } from "../retrieve.js";

/** The English messages of `retrieve`. */
export const retrieve: RetrieveMessages = {
  total: "Total",
  successful: "Successful",
  commission: "Commission",
  noItems: "No items on this page.",
  range: (first, last, total) => `Items ${first}–${last} of ${total}`,
  settlement: "Payment is decided item by item: the payout's status does not say which items are paid.",
};
