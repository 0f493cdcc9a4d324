import { expect, test } from "vitest";
import { createItems, pageBody } from "../src/data/payouts.ts";
import { isSignedBy, signByHand } from "../src/data/sign-by-hand.ts";
import { checkAnswers } from "../src/measure/answers.ts";

const answerOf = (answer: number[]) => answer;

test("contenders with the same answer pass, whether they return it or a promise", async () => {
  const contenders = [
    { name: "a", run: () => [1, 2] },
    { name: "b", run: async () => [1, 2] },
  ];
  await checkAnswers(contenders, [1, 2], answerOf);
});

test("a contender that answers otherwise is refused, with its name and both answers", async () => {
  const contenders = [
    { name: "a", run: () => [1, 2] },
    { name: "b", run: () => [1] },
  ];
  await expect(checkAnswers(contenders, [1, 2], answerOf)).rejects.toThrow("b must answer [1,2], but it answers [1].");
});

test("a message has only the beginning of a long answer", async () => {
  const answer = Array.from({ length: 1000 }, (_, index) => index);
  await expect(checkAnswers([{ name: "a", run: () => answer }], [], answerOf)).rejects.toThrow("… (3891 characters)");
});

test("a float is refused where the digits are compared", async () => {
  const text = pageBody([{ ...createItems(0, 1)[0], totalAmount: "100.50" } as never], { page: 0, size: 1, total: 1 });
  const digitsOf = ({ massPayoutItems }: { massPayoutItems: { items: { totalAmount: unknown }[] } }) =>
    massPayoutItems.items.map(({ totalAmount }) => String(totalAmount));
  await expect(checkAnswers([{ name: "floats", run: () => JSON.parse(text) }], ["100.50"], digitsOf)).rejects.toThrow(
    'floats must answer ["100.50"], but it answers ["100.5"].',
  );
});

test("a signature is accepted for its path and body alone, as a string and as bytes", () => {
  const body = '{"description":"Kasım maaşı"}';
  for (const signed of [body, Buffer.from(body)]) {
    const { authorization } = signByHand("/v1/mass/payout/init", signed);
    expect(isSignedBy(authorization, "/v1/mass/payout/init", body)).toBe(true);
    expect(isSignedBy(authorization, "/v1/mass/payout/init", Buffer.from(body))).toBe(true);
    expect(isSignedBy(authorization, "/v1/mass/payout/auth", body)).toBe(false);
    expect(isSignedBy(authorization, "/v1/mass/payout/init", "{}")).toBe(false);
  }
  expect(isSignedBy(undefined, "/v1/mass/payout/init", body)).toBe(false);
});
