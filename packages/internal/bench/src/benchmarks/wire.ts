import { createItems, credentials, retrievePath } from "../data/payouts.ts";
import { type Signature, signByHand } from "../data/sign-by-hand.ts";
import { checkAnswers } from "../measure/answers.ts";
import { ratioOf, summaryOf } from "../measure/ratios.ts";
import { type Contender, measureRounds } from "../measure/rounds.ts";
import type { Project } from "../project.ts";
import type { Table } from "../report/table.ts";
import { type ServerProcess, startServer } from "../servers/start-server.ts";
import type { Benchmark } from "./benchmark.ts";

const reference = "fetch, signed by hand";
const requests = "requests a second, beside the reference";
const cpu = "CPU, beside the reference";

/** A contender that sends a request over the wire and returns the items of its answer. */
type WireContender = Contender & { isOurs: boolean; run(): Promise<WireItem[]> };

/** What is compared of an item. Amounts are strings or numbers. */
interface WireItem {
  itemExternalId: string;
  recipientName: string;
  totalAmount: string | number;
}

interface Answer {
  massPayoutItems: { items: WireItem[] };
}

/** The parts of the other libraries that are used. */
interface Undici {
  request(url: string, init: object): Promise<{ statusCode: number; body: { text(): Promise<string> } }>;
}
interface OpenapiFetch {
  default(options: object): {
    use(middleware: { onRequest(context: { request: Request }): Promise<Request> }): void;
    POST(path: string, init: object): Promise<{ data?: Answer; error?: unknown }>;
  };
}
interface IyzipayResource {
  retrieve(params: object, callback: (error: unknown, body: Answer) => void): void;
}

export const wire: Benchmark = {
  name: "wire",
  summary: "retrieve of 40 items over HTTP, one at a time and 32 at once",
  async run({ project, effort }) {
    const server = await startServer<{ connections: number }>("page-server");
    try {
      const contenders = await contendersOf(project, server.url);
      const expected = answerOf(createItems(0, 40));
      await checkAnswers(contenders, expected, answerOf);
      await checkKeepAlive(contenders, server);
      const tables: Table[] = [];
      for (const concurrency of [1, 32]) {
        const samples = await measureRounds(contenders, { ...effort, batchMs: effort.batchMs * 3, concurrency });
        tables.push({
          title: `Retrieve of 40 items over HTTP, ${concurrency === 1 ? "one at a time" : `${concurrency} at once`}`,
          note:
            "Loopback without TLS, to a server in another process that checks each signature; connections are kept. Every " +
            "contender signs, sends and reads the items. All but retrieve read amounts as floats, and have neither a time limit nor " +
            "retries nor a check of the answer.",
          columns: [
            { heading: requests, digits: 2 },
            { heading: cpu, digits: 2 },
            { heading: "CPU (µs)", digits: 0 },
          ],
          rows: contenders.map(({ name, isOurs }) => ({
            name,
            isOurs,
            figures: {
              [requests]: ratioOf(samples, name, reference, (own, other) => other.wallMs / own.wallMs),
              [cpu]: ratioOf(samples, name, reference, (own, other) => own.cpuMs / other.cpuMs),
              "CPU (µs)": summaryOf(samples, name, ({ cpuMs }) => cpuMs * 1000),
            },
          })),
        });
      }
      return tables;
    } finally {
      await server.stop();
    }
  },
};

function answerOf(items: readonly WireItem[]): unknown {
  return items.map(({ itemExternalId, recipientName, totalAmount }) => [
    itemExternalId,
    recipientName,
    Number(totalAmount),
  ]);
}

async function contendersOf(project: Project, url: string): Promise<WireContender[]> {
  const { createMassPayoutClient } = await project.client();
  const { createSignedFetch } = await project.auth();
  const { request: undiciRequest } = await project.peer<Undici>("undici");
  const request = { externalMassPayoutId: "payout-40", page: 0, size: 40 };
  const target = `${url}${retrievePath}?locale=tr`;
  const json = { "content-type": "application/json" };
  const itemsOf = (text: string) => (JSON.parse(text) as Answer).massPayoutItems.items;

  const iyzico = createMassPayoutClient({ credentials, baseUrl: url, rateLimit: false });
  const iyzicoOverFetch = createMassPayoutClient({ credentials, baseUrl: url, rateLimit: false, fetch });
  const signedFetch = createSignedFetch(credentials);
  const openapiFetch = await openapiFetchClient(project, url);
  const iyzipay = await iyzipayResource(project, url);
  return [
    {
      name: reference,
      isOurs: false,
      async run() {
        const body = JSON.stringify(request);
        const headers = { ...signByHand(retrievePath, body), ...json };
        return itemsOf(await (await fetch(target, { method: "POST", headers, body })).text());
      },
    },
    {
      name: "retrieve",
      isOurs: true,
      run: async () => (await iyzico.retrieve(request)).items as WireItem[],
    },
    {
      name: "retrieve, with the option fetch",
      isOurs: true,
      run: async () => (await iyzicoOverFetch.retrieve(request)).items as WireItem[],
    },
    {
      name: "raw.POST",
      isOurs: true,
      async run() {
        const { data } = await iyzico.raw.POST(retrievePath, { params: { query: { locale: "tr" } }, body: request });
        return (data as unknown as Answer).massPayoutItems.items;
      },
    },
    {
      name: "createSignedFetch",
      isOurs: true,
      async run() {
        const response = await signedFetch(target, { method: "POST", headers: json, body: JSON.stringify(request) });
        return itemsOf(await response.text());
      },
    },
    {
      name: "openapi-fetch, a middleware that signs by hand",
      isOurs: false,
      async run() {
        const { data } = await openapiFetch.POST(retrievePath, { params: { query: { locale: "tr" } }, body: request });
        return (data as Answer).massPayoutItems.items;
      },
    },
    {
      name: "iyzipay, its own transport",
      isOurs: false,
      run: () =>
        new Promise((resolve, reject) => {
          iyzipay.retrieve(request, (error, body) => (error ? reject(error) : resolve(body.massPayoutItems.items)));
        }),
    },
    {
      name: "undici.request, signed by hand",
      isOurs: false,
      async run() {
        const body = JSON.stringify(request);
        const headers: Signature & typeof json = { ...signByHand(retrievePath, body), ...json };
        return itemsOf(await (await undiciRequest(target, { method: "POST", headers, body })).body.text());
      },
    },
  ];
}

/** What is quickly written: the body is read from a clone, so that it is signed as it is sent. */
async function openapiFetchClient(project: Project, baseUrl: string) {
  const { default: createClient } = await project.peer<OpenapiFetch>("openapi-fetch");
  const client = createClient({ baseUrl });
  client.use({
    async onRequest({ request }) {
      const signature = signByHand(new URL(request.url).pathname, await request.clone().text());
      for (const [name, value] of Object.entries(signature)) request.headers.set(name, value);
      return request;
    },
  });
  return client;
}

/** iyzipay knows no mass payout: a resource like its own, with the path of retrieve and the body as it is. */
async function iyzipayResource(project: Project, uri: string): Promise<IyzipayResource> {
  const { default: Resource } = await project.peer<{ default: new () => IyzipayResource }>(
    "iyzipay/lib/IyzipayResource.js",
  );
  class MassPayoutResource extends Resource {
    _config: { uri: string; body?: object } = { uri, ...credentials };
    _api = { retrieve: { path: retrievePath, method: "POST" } };
    _getBody() {
      return this._config.body;
    }
  }
  return new MassPayoutResource();
}

/** Refuses a contender that opens a connection for each request: it would measure connecting. */
async function checkKeepAlive(
  contenders: readonly WireContender[],
  server: ServerProcess<{ connections: number }>,
): Promise<void> {
  for (const { name, run } of contenders) {
    const before = await server.takeCounts();
    for (let count = 0; count < 10; count += 1) await run();
    const opened = (await server.takeCounts()).connections - before.connections;
    if (opened > 1) throw new Error(`${name} must keep its connection, but it opened ${opened} for 10 requests.`);
  }
}
