import { createItems, credentials, type PageItem, pageBody } from "../data/payouts.ts";
import { checkAnswers } from "../measure/answers.ts";
import { ratioOf, samplesOf, summaryOf } from "../measure/ratios.ts";
import { type Contender, measureRounds } from "../measure/rounds.ts";
import type { Table } from "../report/table.ts";
import type { Benchmark, BenchmarkContext } from "./benchmark.ts";

const reference = "JSON.parse";
const lossless = "lossless-json";
const ours = "retrieve";
/** A whole call without items: what a call costs beside its items. */
const emptyCall = "retrieve, no item";
const net = "reading the items: CPU beside JSON.parse";
const whole = "the whole call: CPU beside JSON.parse";

/** The part of lossless-json that reads. */
interface LosslessJson {
  parse(text: string): unknown;
}

/** An item as each contender returns it: amounts are numbers, objects with the digits, or decimal strings. */
type ReadItem = Pick<PageItem, "itemExternalId" | "recipientInfo" | "recipientName"> & {
  totalAmount: unknown;
  commissionAmount: unknown;
};

export const read: Benchmark = {
  name: "read",
  summary: "a page of 40, 1,000 and 10,000 items from memory, amounts exact",
  async run(context) {
    const tables: Table[] = [];
    for (const count of [40, 1000, 10_000]) tables.push(await measureReading(context, count));
    return tables;
  },
};

async function measureReading({ project, effort }: BenchmarkContext, count: number): Promise<Table> {
  const { createMassPayoutClient } = await project.client();
  const { parse } = await project.peer<LosslessJson>("lossless-json");
  const items = createItems(0, count);
  const text = pageBody(items, { page: 0, size: count, total: count });
  const empty = pageBody([], { page: 0, size: count, total: 0 });
  const retrieveFrom = (body: string) => {
    const bytes = Buffer.from(body);
    const iyzico = createMassPayoutClient({
      credentials,
      environment: "sandbox",
      rateLimit: false,
      fetch: async () => new Response(bytes, { headers: { "content-type": "application/json" } }),
    });
    return () => iyzico.retrieve({ externalMassPayoutId: "salaries-2026-11", page: 0, size: count });
  };
  const itemsOf = (answer: unknown) => (answer as { massPayoutItems: { items: ReadItem[] } }).massPayoutItems.items;
  const retrieve = retrieveFrom(text);
  const exact: Contender[] = [
    { name: lossless, run: () => parse(text) },
    { name: ours, run: retrieve },
  ];
  const contenders: Contender[] = [{ name: reference, run: () => JSON.parse(text) }, ...exact];
  const readOf = (answer: object) => ("items" in answer ? (answer as { items: ReadItem[] }).items : itemsOf(answer));
  const valuesOf = (digitsOf: (amount: unknown) => unknown) => (answer: object) =>
    readOf(answer).map(({ itemExternalId, recipientInfo, recipientName, totalAmount, commissionAmount }) => [
      itemExternalId,
      recipientInfo,
      recipientName,
      digitsOf(totalAmount),
      digitsOf(commissionAmount),
    ]);
  const sent = { items };
  await checkAnswers(contenders, valuesOf(Number)(sent), valuesOf(Number));
  // The digits as they were sent: a float has lost the last zero.
  await checkAnswers(exact, valuesOf(String)(sent), valuesOf(String));
  const samples = await measureRounds([...contenders, { name: emptyCall, run: retrieveFrom(empty) }], effort);
  const empties = samplesOf(samples, emptyCall);
  return {
    title: `Reading ${count.toLocaleString("en")} items (${formatSize(Buffer.byteLength(text))}), from memory`,
    note:
      "JSON.parse is given a string, and turns amounts into floats. lossless-json is given the string too, and keeps the " +
      "digits. retrieve is given the bytes of a Response: it decodes them, keeps the digits, checks each item and builds its " +
      "own. There is no public function for the reading alone: the first column is the call less a call whose answer has no " +
      "item, both measured in the same round.",
    columns: [
      { heading: net, digits: 2 },
      { heading: whole, digits: 2 },
      { heading: "CPU (ms)", digits: 3 },
    ],
    rows: contenders.map(({ name }) => ({
      name,
      isOurs: name === ours,
      figures: {
        [net]: ratioOf(samples, name, reference, (own, other, round) => {
          const beside = name === ours ? (empties[round]?.cpuMs ?? 0) : 0;
          return (own.cpuMs - beside) / other.cpuMs;
        }),
        [whole]: ratioOf(samples, name, reference, (own, other) => own.cpuMs / other.cpuMs),
        "CPU (ms)": summaryOf(samples, name, ({ cpuMs }) => cpuMs),
      },
    })),
  };
}

function formatSize(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
