import { expect, test } from "vitest";
import { createMemoryStore } from "../../src/index.ts";
import { answerFields, wireValues } from "../support/answer-fields.ts";
import { plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

type Place = "massPayout" | "item";
type WireType = keyof typeof wireValues;

/** Pays the plan at a vendor that shows this value in a field of every payout or item. */
async function payWith(place: Place, name: string, type: WireType) {
  const placeholder = "the value of the field";
  const { simulator, iyzico } = simulated(
    { dialect: "java" },
    {
      async fetch(request) {
        const response = await simulator.fetch(request);
        const answer = await response.json();
        if (place === "massPayout" && answer.massPayout) answer.massPayout[name] = placeholder;
        if (place === "item") for (const item of answer.massPayoutItems?.items ?? []) item[name] = placeholder;
        const text = JSON.stringify(answer).replaceAll(`"${placeholder}"`, wireValues[type]);
        return new Response(text, response);
      },
    },
  );
  return { result: await iyzico.pay(plan, { store: createMemoryStore() }), simulator };
}

/** Of the right type, these say that the payout or the recipient is another one. */
const comparedFields = ["externalId", "massPayoutRequestId", "recipientInfo"];

const informing = (Object.keys(answerFields) as Place[]).flatMap((place) => {
  const fields = { ...answerFields[place].informing, ...(place === "item" && { errorMessages: {}, errorMessage: {} }) };
  return Object.entries(fields).flatMap(([name, reading]) =>
    (Object.keys(wireValues) as WireType[])
      .filter((type) => !comparedFields.includes(name) || !(type in reading))
      .map((type) => [place, name, type] as const),
  );
});

test.each(informing)("a plan is paid and settled although %s.%s is shown as %s", async (place, name, type) => {
  const { result, simulator } = await payWith(place, name, type);
  expect(result).toMatchObject({ outcome: "settled", paid: "all" });
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
});

test.each([
  ["massPayout", "externalId", "text"],
  ["item", "massPayoutRequestId", "text"],
  ["item", "recipientInfo", "text"],
  ["item", "recipientInfo", "number"],
] as const)("a plan is not authorised if %s.%s is readable and another one: %s", async (place, name, type) => {
  const { result, simulator } = await payWith(place, name, type);
  requiring(result, "payout-mismatch");
  expect(timesPaid(simulator)).toEqual([0, 0, 0]);
});

test.each([
  ["massPayout", "massPayoutStatus"],
  ["item", "itemStatus"],
  ["item", "itemExternalId"],
  ["item", "totalAmount"],
  ["item", "commissionAmount"],
] as const)(
  "a plan is not authorised if %s.%s cannot be read, and the failure names the field",
  async (place, name) => {
    const { result, simulator } = await payWith(place, name, "object");
    const { failure } = requiring(result, "retrieve-failed");
    expect(failure).toMatchObject({ code: "unreadable_response", message: expect.stringContaining(name) });
    expect(JSON.stringify(result)).not.toContain("CANARY");
    expect(timesPaid(simulator)).toEqual([0, 0, 0]);
  },
);
