import { createItems, credentials, type PageItem, pageBody } from "../data/payouts.ts";
import { checkAnswers } from "../measure/answers.ts";
import { ratioOf, summaryOf } from "../measure/ratios.ts";
import { type Contender, measureRounds, type Sample } from "../measure/rounds.ts";
import type { Table } from "../report/table.ts";
import type { Benchmark, BenchmarkContext } from "./benchmark.ts";

const reference = "JSON.parse of a string";
const lossless = "lossless-json of a string";
const fromResponse = "JSON.parse of a Response";
const ours = "retrieve";
const besideString = "items alone: CPU beside JSON.parse of a string";
const besideResponse = "items alone: CPU beside JSON.parse of a Response";

/** What an answer without items costs: the Response of both, and the call of retrieve. */
const withoutItems: Readonly<Record<string, string>> = {
  [fromResponse]: "JSON.parse of a Response without items",
  [ours]: "retrieve without items",
};

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
    for (const count of context.isQuick ? [40, 1000] : [40, 1000, 10_000])
      tables.push(await measureReading(context, count));
    return tables;
  },
};

async function measureReading({ project, effort }: BenchmarkContext, count: number): Promise<Table> {
  const { createMassPayoutClient } = await project.client();
  const { parse } = await project.peer<LosslessJson>("lossless-json");
  const items = createItems(0, count);
  const text = pageBody(items, { page: 0, size: count, total: count });
  const empty = pageBody([], { page: 0, size: count, total: 0 });
  const parseResponse = (body: string) => {
    const bytes = Buffer.from(body);
    return async () => JSON.parse(await new Response(bytes).text());
  };
  const retrieveFrom = (body: string) => {
    const bytes = Buffer.from(body);
    const fetch = async () => new Response(bytes);
    const iyzico = createMassPayoutClient({ credentials, environment: "sandbox", rateLimit: false, fetch });
    return () => iyzico.retrieve({ externalMassPayoutId: "salaries-2026-11", page: 0, size: count });
  };
  const exact: Contender[] = [
    { name: lossless, run: () => parse(text) },
    { name: ours, run: retrieveFrom(text) },
  ];
  const contenders: Contender[] = [
    { name: reference, run: () => JSON.parse(text) },
    { name: fromResponse, run: parseResponse(text) },
    ...exact,
  ];
  const bare: Contender[] = [
    { name: withoutItems[fromResponse] ?? "", run: parseResponse(empty) },
    { name: withoutItems[ours] ?? "", run: retrieveFrom(empty) },
  ];
  await checkAnswers(contenders, valuesOf(items, Number), (answer: object) => valuesOf(itemsOf(answer), Number));
  // The digits as they were sent: a float has lost the last zero.
  await checkAnswers(exact, valuesOf(items, String), (answer: object) => valuesOf(itemsOf(answer), String));
  const samples = await measureRounds([...contenders, ...bare], effort);
  const cpuOfItems = (name: string, { cpuMs }: Sample) => {
    const bare = withoutItems[name];
    return bare === undefined ? cpuMs : cpuMs - summaryOf(samples, bare, (sample) => sample.cpuMs).median;
  };
  const ratioOfItems = (name: string, other: string) =>
    ratioOf(samples, name, other, (own, beside) => cpuOfItems(name, own) / cpuOfItems(other, beside));
  return {
    title: `Reading ${count.toLocaleString("en")} items (${formatSize(Buffer.byteLength(text))}), from memory`,
    note:
      "JSON.parse turns amounts into floats; lossless-json and retrieve keep their digits. There is no public function for the " +
      "reading alone, so retrieve gets its answer from a fetch that has it in memory: it decodes the bytes, checks each item " +
      "and builds its own. The items alone are what a Response or a call costs less one without items; the last column has " +
      "everything.",
    columns: [
      { heading: besideString, digits: 2 },
      { heading: besideResponse, digits: 2 },
      { heading: "CPU (ms)", digits: 3 },
    ],
    rows: contenders.map(({ name }) => ({
      name,
      isOurs: name === ours,
      figures: {
        [besideString]: ratioOfItems(name, reference),
        [besideResponse]: name in withoutItems ? ratioOfItems(name, fromResponse) : undefined,
        "CPU (ms)": summaryOf(samples, name, ({ cpuMs }) => cpuMs),
      },
    })),
  };
}

/** The items of an answer: retrieve has them at another place than iyzico. */
function itemsOf(answer: object): readonly ReadItem[] {
  if ("items" in answer) return answer.items as ReadItem[];
  return (answer as { massPayoutItems: { items: ReadItem[] } }).massPayoutItems.items;
}

/** What is compared of items. */
function valuesOf(items: readonly ReadItem[], digitsOf: (amount: unknown) => unknown): unknown {
  return items.map(({ itemExternalId, recipientInfo, recipientName, totalAmount, commissionAmount }) => [
    itemExternalId,
    recipientInfo,
    recipientName,
    digitsOf(totalAmount),
    digitsOf(commissionAmount),
  ]);
}

function formatSize(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
