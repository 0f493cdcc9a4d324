/** A value of each type in the place of a field, as JSON. "CANARY" must not be repeated by an error. */
export const wireValues = {
  number: "1759155442830",
  decimal: "1.5",
  text: '"CANARY"',
  digits: '"12"',
  true: "true",
  null: "null",
  object: '{"CANARY":"CANARY"}',
  list: '["CANARY",7,null]',
};
type WireType = keyof typeof wireValues;

/** What is read of a field for each type of value, and for none if it is missing here. */
type Reading = Partial<Record<WireType, unknown>>;

const text: Reading = { text: "CANARY", digits: "12" };
const textOrDigits: Reading = { ...text, number: "1759155442830" };
const integer: Reading = { number: 1_759_155_442_830, digits: 12 };
const amount: Reading = { number: "1759155442830", decimal: "1.5", digits: "12" };

/** A field whose wrong type is an error, with the types that are wrong. */
interface DecidingField {
  reading: Reading;
  wrong: readonly WireType[];
}

const decidingAmount: DecidingField = { reading: amount, wrong: ["text", "true", "object", "list"] };
const decidingStatus: DecidingField = {
  reading: text,
  wrong: ["number", "decimal", "true", "null", "object", "list"],
};

/** Every field of a payout and of an item: those that only inform, and those that decide. */
export const answerFields: Record<
  "massPayout" | "item",
  { informing: Record<string, Reading>; deciding: Record<string, DecidingField> }
> = {
  massPayout: {
    informing: {
      externalId: text,
      merchantId: integer,
      totalAmount: amount,
      totalSuccessfulAmount: amount,
      totalCommissionAmount: amount,
      currency: text,
      receivedDate: textOrDigits,
      completedDate: textOrDigits,
      canceledDate: textOrDigits,
    },
    deciding: { massPayoutStatus: decidingStatus },
  },
  item: {
    informing: {
      referenceCode: textOrDigits,
      recipientType: text,
      recipientInfo: textOrDigits,
      recipientName: textOrDigits,
      description: textOrDigits,
      currencyCode: text,
      massPayoutRequestId: text,
    },
    deciding: {
      itemStatus: decidingStatus,
      itemExternalId: { reading: textOrDigits, wrong: ["decimal", "true", "object", "list"] },
      totalAmount: decidingAmount,
      commissionAmount: decidingAmount,
    },
  },
};
