/** The keys of the benchmarks' merchant. */
export const credentials = { apiKey: "sandbox-bench-api-key-of-a-merchant", secretKey: "sandbox-bench-secret-key" };

export const retrievePath = "/v1/mass/payout/retrieve";

/** One item of a page, as iyzico documents it. Amounts are written with two decimals, as text. */
export interface PageItem {
  itemExternalId: string;
  referenceCode: string;
  recipientInfo: string;
  recipientName: string;
  totalAmount: string;
  commissionAmount: string;
}

const givenNames = ["Ayşe", "Çağrı", "Gökçe", "İrem", "Oğuz", "Şükrü", "Ümit", "Zeynep"];
const familyNames = ["Yılmaz", "Öztürk", "Çelik", "Güneş", "Işık", "Şahin", "Doğan"];

/** Items of a payout. They have names with Turkish letters, valid IBANs of a bank that does not exist, and odd amounts. */
export function createItems(from: number, count: number): PageItem[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return {
      itemExternalId: `salary-${String(number).padStart(6, "0")}`,
      referenceCode: `5f1d7e2a-3c4b-4d5e-8f60-${String(number).padStart(12, "0")}`,
      recipientInfo: ibanOf(number),
      recipientName: `${givenNames[number % givenNames.length]} ${familyNames[number % familyNames.length]}`,
      totalAmount: `${20_000 + ((number * 7919) % 60_000)}.${String((number * 37) % 100).padStart(2, "0")}`,
      commissionAmount: "2.50",
    };
  });
}

/** The number of an item: all contenders add up the numbers of the items that they read. */
export function numberOf(itemExternalId: string): number {
  return Number(itemExternalId.slice(7));
}

/** The answer of iyzico to retrieve, as text. */
export function pageBody(items: readonly PageItem[], { page, size, total }: Record<"page" | "size" | "total", number>) {
  const texts = items.map(
    ({ itemExternalId, referenceCode, recipientInfo, recipientName, totalAmount, commissionAmount }) =>
      `{"itemExternalId":"${itemExternalId}","referenceCode":"${referenceCode}","recipientType":"IBAN",` +
      `"recipientInfo":"${recipientInfo}","recipientName":"${recipientName}","description":"Kasım maaşı",` +
      `"itemStatus":"SUCCESS","errorMessages":[],"totalAmount":${totalAmount},` +
      `"commissionAmount":${commissionAmount},"currencyCode":"TRY"}`,
  );
  return (
    '{"status":"success","systemTime":1794960000000,"locale":"tr","massPayout":{"externalId":"salaries-2026-11",' +
    '"merchantId":123456,"massPayoutStatus":"COMPLETED","totalAmount":5000000.00,"totalSuccessfulAmount":5000000.00,' +
    `"totalCommissionAmount":100.00,"currency":"TRY"},"massPayoutItems":{"items":[${texts.join(",")}]},` +
    `"page":${page},"size":${size},"total":${total}}`
  );
}

/** An IBAN of Turkey with valid check digits. No bank has the code 99999. */
function ibanOf(number: number): string {
  const account = `999990${String(number).padStart(16, "0")}`;
  // T is 29 and R is 27; the check digits stand at the end as 00.
  const check = 98n - (BigInt(`${account}292700`) % 97n);
  return `TR${String(check).padStart(2, "0")}${account}`;
}
