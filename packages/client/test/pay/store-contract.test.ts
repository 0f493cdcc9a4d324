import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import { createMemoryStore, type PaymentStore } from "../../src/index.ts";
import { paymentStoreContract, type StoreUnderTest } from "../../src/store-contract.ts";
import { useStoreFolder } from "../support/folder.ts";
import { plan, simulated, timesPaid } from "../support/simulated.ts";

const { path } = useStoreFolder();

interface Row {
  key: string;
  payment: string;
  revision: string;
}

/** A table that answers later, as a database does. */
function createTable() {
  const rows = new Map<string, Row>();
  const setIf = async (isRight: (row: Row | undefined) => boolean, row: Row) => {
    await turn();
    const isSet = isRight(rows.get(row.key));
    if (isSet) rows.set(row.key, row);
    return isSet;
  };
  return {
    select: async (key: string) => turn(rows.get(key)),
    insert: (row: Row) => setIf((before) => before === undefined, row),
    update: (row: Row, revision: string) => setIf((before) => before?.revision === revision, row),
  };
}

/** The store of the documentation's example. */
async function createDocumentedStore(table: object): Promise<PaymentStore> {
  const page = readFileSync(new URL("../../../../docs/paying.md", import.meta.url), "utf8");
  const code = page.split("```").find((block) => block.startsWith("ts\n") && block.includes("createTableStore"));
  const script = Buffer.from(stripTypeScriptTypes(code?.slice("ts\n".length) ?? "")).toString("base64");
  return (await import(/* @vite-ignore */ `data:text/javascript;base64,${script}`)).createTableStore(table);
}

const stores: [string, () => Promise<StoreUnderTest>][] = [
  ["the store in memory", async () => ({ store: createMemoryStore() })],
  ["the store of files", async () => ({ store: createFileStore(path()), reopen: async () => createFileStore(path()) })],
  ["the store of files in one process", async () => ({ store: createFileStore(path()) })],
  [
    "the documentation's store over a table",
    async () => {
      const table = createTable();
      return { store: await createDocumentedStore(table), reopen: () => createDocumentedStore(table) };
    },
  ],
];

describe.each(stores)("%s keeps the contract:", (_, createStore) => {
  test.each(paymentStoreContract(createStore).map(({ name, run }) => [name, run] as const))("%s", (__, run) => run());

  test("a payment whose process dies at any call of the store is paid once", async () => {
    const { simulator, iyzico } = simulated({ repeatedInit: "new-payout", repeatedAuth: "paid-again" });
    const { store } = await createStore();
    let isOver = false;
    let approve: string | undefined;
    for (let calls = 0; !isOver && calls < 200; calls += 1) {
      const options = { store: dyingStore(store, calls), approve };
      const result = await iyzico.pay(plan, options).catch(() => undefined);
      isOver = result?.outcome === "settled";
      // An auth that was stored and not sent is sent by a digest.
      approve = result?.outcome === "action-required" ? result.review?.digest : undefined;
    }
    expect(isOver).toBe(true);
    // A payout that was begun again is paid by none of the others.
    expect(timesPaid(simulator).filter((times) => times > 0)).toEqual([1, 1, 1]);
  });
});

/** A store of which every call from a certain one on fails, in every second run after the first of them took effect. */
function dyingStore(store: PaymentStore, dies: number): PaymentStore {
  let calls = 0;
  const around = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    calls += 1;
    if (calls > dies / 2 + 1) throw new Error("dead");
    const value = await call();
    if (calls > (dies + 1) / 2 + 1) throw new Error("dead");
    return value;
  };
  return {
    load: (key) => around(() => store.load(key)),
    compareAndSet: (key, expected, payment) => around(() => store.compareAndSet(key, expected, payment)),
  };
}

/** The rules that a store breaks. */
async function brokenRules(createStore: () => StoreUnderTest): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, run } of paymentStoreContract(async () => createStore())) {
    await run().catch((error: unknown) => {
      expect(error).toMatchObject({ name: "AssertionError" });
      broken.push(name);
    });
  }
  return broken;
}

describe("the contract finds", () => {
  /** The store in memory, with other methods. */
  const changed = (change: (store: PaymentStore) => Partial<PaymentStore>) => () => {
    const store = createMemoryStore();
    return { store: { ...store, ...change(store) } };
  };
  const withKey = (keyOf: (key: string) => string) =>
    changed(({ load, compareAndSet }) => ({
      load: (key) => load(keyOf(key)),
      compareAndSet: (key, expected, payment) => compareAndSet(keyOf(key), expected, payment),
    }));
  const alike = "keys that look alike are different keys";
  const texts = "any text, amount and number of a payment comes back as it is";

  test.each<[string, () => StoreUnderTest, string]>([
    ["keys that are compared without case", withKey((key) => key.toLowerCase()), alike],
    ["keys in another Unicode form", withKey((key) => key.normalize("NFC")), alike],
    ["keys that are cut", withKey((key) => key.slice(0, 255)), alike],
    ["keys that are paths", withKey((key) => new URL(key.replaceAll("%", ""), "file:///store/").pathname), alike],
    [
      "a column that does not take every character",
      changed(({ compareAndSet }) => ({
        compareAndSet: (key, expected, payment) =>
          compareAndSet(key, expected, JSON.parse(JSON.stringify(payment).replaceAll("\\u0000", ""))),
      })),
      texts,
    ],
    [
      "text that is encoded without half characters",
      changed(({ compareAndSet }) => ({
        compareAndSet: (key, expected, payment) =>
          compareAndSet(key, expected, JSON.parse(JSON.stringify(payment).replace(/\\ud[89a-f]../g, "\ufffd"))),
      })),
      texts,
    ],
    [
      "amounts that are numbers",
      changed(({ compareAndSet }) => ({
        compareAndSet: (key, expected, payment) =>
          compareAndSet(key, expected, JSON.parse(JSON.stringify(payment).replaceAll(/"(\d+\.\d+)"/g, "$1"))),
      })),
      texts,
    ],
    [
      "a write that reads before it writes",
      changed(({ load, compareAndSet }) => ({
        async compareAndSet(key, expected, payment) {
          const before = await load(key);
          await turn();
          if (before?.revision !== expected) return undefined;
          return compareAndSet(key, (await load(key))?.revision, payment);
        },
      })),
      "of many changes at once exactly one is made, by whichever process",
    ],
    [
      "an update without a condition",
      changed(({ load, compareAndSet }) => ({
        compareAndSet: async (key, _, payment) => compareAndSet(key, (await load(key))?.revision, payment),
      })),
      "a change that expects another revision than the last one changes nothing",
    ],
    [
      "a revision that comes again",
      changed(({ load, compareAndSet }) => ({
        load: async (key) => {
          const row = await load(key);
          return row && { ...row, revision: String(Number(row.revision) % 2) };
        },
        async compareAndSet(key, expected, payment) {
          const last = (await load(key))?.revision;
          if (last === undefined ? expected !== undefined : String(Number(last) % 2) !== expected) return undefined;
          const revision = await compareAndSet(key, last, payment);
          return revision && String(Number(revision) % 2);
        },
      })),
      "a payment is returned as it was stored last, and each revision is another one",
    ],
    [
      "true in the place of a revision",
      changed(({ compareAndSet }) => ({
        compareAndSet: async (...change) => (await compareAndSet(...change)) && (true as never),
      })),
      "a payment is returned as it was stored last, and each revision is another one",
    ],
    [
      "an upsert of a payment that was deleted",
      changed(({ load, compareAndSet }) => ({
        compareAndSet: async (key, expected, payment) =>
          compareAndSet(key, (await load(key)) === undefined ? undefined : expected, payment),
      })),
      "a key that nothing was stored under has nothing",
    ],
    [
      "objects that are kept as they are given",
      () => {
        const rows = new Map<string, { payment: unknown; revision: string }>();
        return {
          store: {
            load: async (key) => rows.get(key),
            async compareAndSet(key, expected, payment) {
              if (rows.get(key)?.revision !== expected) return undefined;
              const revision = crypto.randomUUID();
              rows.set(key, { payment, revision });
              return revision;
            },
          },
        };
      },
      "what was given or returned can be changed without an effect on the store",
    ],
    [
      "a lock that locks nothing",
      changed(() => ({ lock: async () => async () => {} })),
      "a lock keeps others from the key until it is released, and from no other key",
    ],
    [
      "a search that finds the payment itself",
      changed(() => ({
        findSameList: async (key) => ({ fingerprint: "a".repeat(64), others: [{ key, createdAt: 1 }] }),
      })),
      "payments of the same list are found, and no others",
    ],
    [
      "a fingerprint that is the list",
      changed(() => ({ findSameList: async (_, list) => ({ fingerprint: list, others: [] }) })),
      "payments of the same list are found, and no others",
    ],
  ])("%s", async (_, createStore, rule) => {
    expect(await brokenRules(createStore)).toContain(rule);
  });
});

test("the data of a case is removed, also if the case fails", async () => {
  let open = 0;
  const createStore = async () => {
    open += 1;
    return {
      store: { ...createMemoryStore(), load: async () => undefined },
      close: async () => {
        open -= 1;
      },
    };
  };
  onTestFinished(() => expect(open).toBe(0));
  const ends = await Promise.allSettled(paymentStoreContract(createStore).map(({ run }) => run()));
  expect(ends.some(({ status }) => status === "rejected")).toBe(true);
});
