import type { RetrieveMessages } from "../retrieve.js";

/** The Turkish messages of `retrieve`. */
export const retrieve: RetrieveMessages = {
  total: "Toplam",
  successful: "Başarılı",
  commission: "Komisyon",
  noItems: "Bu sayfada kalem yok.",
  noItemsAtAll: "Toplu ödemede kalem yok.",
  allWithPage: "--all ile --page ve --item-type verilmemeli.",
  range: (first, last, total) => `${total} kalemden ${first}–${last}`,
  settlement: "Ödemenin yapılıp yapılmadığı kalem bazında belli olur; toplu ödemenin statüsü bunu göstermez.",
};
