import type { StatusesMessages } from "../statuses.js";

/** The Turkish messages of `statuses`. */
export const statuses: StatusesMessages = {
  payouts: "Toplu ödeme statüleri",
  items: "Kalem statüleri",
  final: "kesin",
  note:
    "Ödemenin tamamlanıp tamamlanmadığı kalem bazında belli olur: bunu gösteren bir toplu ödeme statüsü yoktur. iyzico yeni " +
    "statüler ekleyebilir; burada olmayan bir statü hiçbir zaman ödenmiş ya da kesin sayılmaz.",
};
