import type { StatusesMessages } from "../statuses.js";

/** The Turkish messages of `statuses`. */
export const statuses: StatusesMessages = {
  payouts: "Toplu ödeme statüleri",
  items: "Kalem statüleri",
  final: "kesin",
  note:
    "Ödemenin tamamlanıp tamamlanmadığı kalem bazında belli olur: bunu gösteren bir toplu ödeme statüsü yoktur. iyzico yeni " +
    "statüler ekleyebilir; burada olmayan bir statü hiçbir zaman ödenmiş ya da kesin sayılmaz. Bir kalemi ancak iade " +
    "edildikten sonra ya da toplu ödeme tamamlandığında reddedilmiş veya iptal edilmişse, yalnızca yeni bir itemExternalId " +
    "ile yeniden ödeyin.",
};
