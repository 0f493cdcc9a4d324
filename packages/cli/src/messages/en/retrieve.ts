import type { RetrieveMessages } from "../retrieve.js";

/** The English messages of `retrieve`. */
export const retrieve: RetrieveMessages = {
  total: "Total",
  successful: "Successful",
  commission: "Commission",
  noItems: "No items on this page.",
  noItemsAtAll: "The payout has no items.",
  allWithPage: "--page and --item-type must be left out with --all.",
  range: (first, last, total) => `Items ${first}–${last} of ${total}`,
  settlement: "Payment is decided item by item: the payout's status does not say which items are paid.",
};
