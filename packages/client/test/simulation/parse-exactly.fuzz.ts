import { expect, test } from "vitest";
import { jsonMutator } from "../support/mutated-json.ts";
import { nastyJson } from "../support/nasty-json.ts";
import { compareReadings } from "../support/parsers.ts";
import { randomFrom } from "../support/random.ts";

const runs = 400_000;
const seed = 20261126;
const item = `{"itemExternalId":"a-1","referenceCode":"3f2b8c1e","recipientName":"Ayşe \\"Y\\" Yılmaz","description":"Kas\\u0131m: 5","itemStatus":"FAILED","errorMessages":["a\\nb",":7"],"totalAmount":100.50,"commissionAmount":20.00000000}`;
const page = `{"status":"success","systemTime":1759155442830,"massPayout":{"massPayoutStatus":"FAIL","totalAmount":1E3,"ok":true,"no":false,"none":null},"massPayoutItems":{"items":[${item},${item}]},"page":0,"size":40,"total":2}`;

const random = randomFrom(seed);
const mutate = jsonMutator(random);

test.each<[string, () => string]>([
  ["mutated pages", () => mutate(page)],
  ["texts that are hard to read by positions", () => nastyJson(random)],
])(`${runs} %s with seed ${seed} are read as lossless-json reads them, or left to it`, (_, makeText) => {
  const { read, refused } = compareReadings(runs, makeText);
  expect(read).toBeGreaterThan(runs / 20);
  expect(refused).toBeGreaterThan(runs / 20);
});
