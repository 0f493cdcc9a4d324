import { deepStrictEqual, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { isMassPayoutError } from "../errors/mass-payout-error.js";
import type { Payment } from "./machine/payment.js";
import type { PaymentStore } from "./store.js";

/** A new, empty store that a case of {@link paymentStoreContract} may use. */
export interface StoreUnderTest {
  store: PaymentStore;
  /** Opens the same data as another process would, if that can be done. */
  reopen?(): Promise<PaymentStore>;
  /** Removes the data. */
  close?(): Promise<void>;
}

/** One rule of the contract. */
export interface StoreContractCase {
  /** The rule, as a sentence. */
  name: string;
  /** Rejects with an `AssertionError` of `node:assert` if the store breaks the rule. */
  run(): Promise<void>;
}

/**
 * The rules that any {@link PaymentStore} must keep for `pay` to be safe, as cases for any test framework. A lock and a search
 * for lists are tested if the store has them.
 *
 * @param createStore makes a new, empty store for each case.
 *
 * @example
 * ```ts
 * import { test } from "node:test";
 * import { createMemoryStore } from "@iyzico-mass-payout/client";
 * import { paymentStoreContract } from "@iyzico-mass-payout/client/store-contract";
 *
 * for (const { name, run } of paymentStoreContract(async () => ({ store: createMemoryStore() }))) test(name, run);
 * ```
 */
export function paymentStoreContract(createStore: () => Promise<StoreUnderTest>): readonly StoreContractCase[] {
  return rules.map(([name, check]) => ({
    name,
    async run() {
      const { store, reopen, close } = await createStore();
      try {
        await check(store, reopen);
      } finally {
        await close?.();
      }
    },
  }));
}

type Rule = (store: PaymentStore, reopen: StoreUnderTest["reopen"]) => Promise<void>;

const key = "salaries-2026-11";

const rules: readonly (readonly [name: string, check: Rule])[] = [
  [
    "a key that nothing was stored under has nothing",
    async (store) => {
      strictEqual(await store.load(key), undefined);
      const revision = await stored(store, key, undefined, paymentOf(key));
      strictEqual(await store.load("another"), undefined);
      strictEqual(await store.compareAndSet("another", revision, paymentOf("another")), undefined);
      strictEqual(await store.load("another"), undefined, "what expects a revision must not be stored without one");
    },
  ],
  [
    "a payment is returned as it was stored last, and each revision is another one",
    async (store) => {
      const revisions = new Set<string>();
      let revision: string | undefined;
      for (let polls = 0; polls < 12; polls += 1) {
        const payment = { ...paymentOf(key), polls };
        revision = await stored(store, key, revision, payment);
        await loads(store, key, { payment, revision });
        revisions.add(revision);
      }
      strictEqual(revisions.size, 12, "a revision must not come again");
    },
  ],
  [
    "a change that expects another revision than the last one changes nothing",
    async (store) => {
      const first = await stored(store, key, undefined, paymentOf(key));
      const payment = { ...paymentOf(key), polls: 2 };
      const revision = await stored(store, key, first, payment);
      for (const expected of [undefined, first]) {
        strictEqual(await store.compareAndSet(key, expected, paymentOf(key)), undefined);
      }
      await loads(store, key, { payment, revision });
    },
  ],
  [
    "of many changes at once exactly one is made, by whichever process",
    async (store, reopen) => {
      const stores = [store, ...(reopen === undefined ? [] : [await reopen(), await reopen()])];
      let expected: string | undefined;
      for (let round = 0; round < 5; round += 1) {
        const answers = stores.flatMap((each, at) =>
          Array.from({ length: 12 }, async (_, number) => {
            const payment = { ...paymentOf(key), polls: 12 * at + number };
            return { payment, revision: await each.compareAndSet(key, expected, payment) };
          }),
        );
        const winners = (await Promise.all(answers)).filter(({ revision }) => revision !== undefined);
        strictEqual(winners.length, 1);
        for (const each of stores) await loads(each, key, winners[0]);
        expected = winners[0]?.revision;
      }
    },
  ],
  [
    "any text, amount and number of a payment comes back as it is",
    async (store, reopen) => {
      for (const [at, text] of texts.entries()) {
        const own = `${key}-${at}`;
        const payment = paymentOf(own, text);
        const revision = await stored(store, own, undefined, payment);
        for (const each of [store, ...(reopen === undefined ? [] : [await reopen()])]) {
          await loads(each, own, { payment, revision });
        }
      }
    },
  ],
  [
    "a payment of 10,000 recipients comes back as it is",
    async (store) => {
      const payment = paymentOf(key);
      const items = Array.from({ length: 10_000 }, (_, at) => ({ ...payment.items[0], itemExternalId: `item-${at}` }));
      const large = { ...payment, items };
      const revision = await stored(store, key, undefined, large);
      await loads(store, key, { payment: large, revision });
    },
  ],
  [
    "what was given or returned can be changed without an effect on the store",
    async (store) => {
      const given = paymentOf(key);
      const revision = await stored(store, key, undefined, given);
      Object.assign(given, { phase: "settled", items: [] });
      const loaded = await store.load(key);
      Object.assign(Object(loaded?.payment), { phase: "settled", items: [] });
      await loads(store, key, { payment: paymentOf(key), revision });
    },
  ],
  [
    "keys that look alike are different keys",
    async (store) => {
      const revisions = new Map<string, string>();
      for (const each of keys) revisions.set(each, await stored(store, each, undefined, paymentOf(each)));
      for (const each of keys) {
        await loads(store, each, { payment: paymentOf(each), revision: revisions.get(each) });
      }
    },
  ],
  [
    "a lock keeps others from the key until it is released, and from no other key",
    async (store, reopen) => {
      if (store.lock === undefined) return;
      const other = (await reopen?.()) ?? store;
      const unlock = await store.lock(key);
      const isLocked = (error: unknown) => isMassPayoutError(error, "payment_locked");
      // Twice: the first attempt must not end the lock.
      for (let attempt = 0; attempt < 2; attempt += 1) {
        await rejects(async () => other.lock?.(key), isLocked, "a second lock must reject with payment_locked");
      }
      await (await other.lock?.(`${key}-2`))?.();
      await stored(store, key, undefined, paymentOf(key));
      await unlock();
      const unlockLater = await other.lock?.(key);
      await rejects(async () => store.lock?.(key), isLocked);
      await unlockLater?.();
    },
  ],
  [
    "payments of the same list are found, and no others",
    async (store, reopen) => {
      if (store.findSameList === undefined) return;
      const { fingerprint, others } = await store.findSameList(key, "a list");
      match(fingerprint, /^[0-9a-f]{64}$/, "it must be an HMAC-SHA256 in hexadecimal");
      deepStrictEqual(others, []);
      const another = (await store.findSameList(key, "another list")).fingerprint;
      notStrictEqual(another, fingerprint);
      const listed = (own: string, createdAt: number, listFingerprint = fingerprint) => ({
        ...paymentOf(own),
        createdAt,
        listFingerprint,
      });
      const revision = await stored(store, "october", undefined, listed("october", 1_759_155_442_830));
      // Found once, however often it is stored.
      await stored(store, "october", revision, { ...listed("october", 1_759_155_442_830), polls: 3 });
      await stored(store, "OCTOBER", undefined, listed("OCTOBER", 1_759_155_442_831));
      await stored(store, key, undefined, listed(key, 1_759_155_442_832));
      await stored(store, "bonuses", undefined, listed("bonuses", 1_759_155_442_833, another));
      await stored(store, "refunds", undefined, paymentOf("refunds"));
      const other = (await reopen?.()) ?? store;
      ok(other.findSameList !== undefined, "another process must be able to search too");
      const found = await other.findSameList(key, "a list");
      strictEqual(found.fingerprint, fingerprint, "it must be the same for the same list");
      const sorted = found.others.map(({ key, createdAt }) => ({ key, createdAt }));
      sorted.sort((one, later) => one.createdAt - later.createdAt);
      deepStrictEqual(sorted, [
        { key: "october", createdAt: 1_759_155_442_830 },
        { key: "OCTOBER", createdAt: 1_759_155_442_831 },
      ]);
    },
  ],
];

/** Stores a payment where the store must not refuse it. */
async function stored(
  store: PaymentStore,
  own: string,
  expected: string | undefined,
  payment: object,
): Promise<string> {
  const revision = await store.compareAndSet(own, expected, payment);
  ok(typeof revision === "string" && revision !== "", "compareAndSet must resolve with the new revision");
  return revision;
}

/** Checks what is stored under a key. A store may return more than that. */
async function loads(
  store: PaymentStore,
  own: string,
  expected: { payment: unknown; revision: unknown } | undefined,
): Promise<void> {
  const { payment, revision } = { ...(await store.load(own)) };
  // Without a comparison in the message: of a large payment it takes node:assert minutes.
  ok(isDeepStrictEqual({ payment, revision }, expected), "load must resolve with what was stored last under the key");
}

/** What an approver may have written, and a vendor answered. */
const texts: readonly string[] = [
  "ğüşıöç İ ₺ \u{1F4B8} 漢字 العربية",
  "two forms: \u00e9 e\u0301, and \u200b\u202e\ufeff",
  "\u0000\u0001\b\t\n\r\u001b\u007f\u2028\u2029",
  // Half of a character that was cut.
  "\ud83d and \udcb8",
  "quotes ' \" ` \\ \\u0000 $1 %s ? ; -- /* */",
  '{"revision":"1"}',
  "x".repeat(100_000),
];

/** Keys that file systems, collations and paths confuse. */
const keys: readonly string[] = [
  ...["salaries", "Salaries", "SALARIES", "SALARİES", "salarıes", "sálaries"],
  ...["\u00e9", "e\u0301", "\u212b", "\u00c5", "ﬁ", "fi", "①", "1", "01", "Ａ", "A", "a", "ß", "ss"],
  ...["a/b", "a\\b", "a_b", "a%2Fb", "a%b", "a*", "a?", "a b", "a:b", "a'b", 'a"b', "a;b"],
  ...[".", "..", "...", "../a", "a.", ".a", "a.json", "con", "nul", "__proto__", "constructor", "-", "--a"],
  ...["payment-a", "x".repeat(255), "x".repeat(256), `${"x".repeat(499)}y`, `${"x".repeat(499)}z`],
  ...["\u{1F4B8}", "\u{1F4B9}"],
];

/** A payment with a text in it, as `pay` stores it. */
function paymentOf(own: string, text = "approved"): Payment {
  return {
    version: 1,
    key: own,
    externalId: own,
    restart: 0,
    planFingerprint: "0123456789abcdef".repeat(4),
    createdAt: 1_759_155_442_830,
    phase: "created",
    requestId: "r-1",
    isConfirmed: true,
    isLinkedManually: false,
    inits: 1,
    auths: 0,
    polls: 0,
    pauseMs: 5_000,
    pollEvidenceMs: 12_500.000_000_1,
    failure: { code: "timeout", outcome: "unknown", message: text, hint: "" },
    items: [
      {
        itemExternalId: "1",
        recipientType: "IBAN",
        // Digits that a binary float does not have.
        amount: "12345678901234567890.10",
        currency: "TRY",
        itemStatus: text,
        finalStatuses: [{ status: "SUCCESS", at: -1 }],
      },
    ],
    history: [
      { at: 1_759_155_442_830, event: "created" },
      {
        at: Number.MAX_SAFE_INTEGER,
        event: "approved",
        digest: "d-1",
        by: text,
        note: text,
        itemStatuses: { [text]: 2 },
      },
    ],
  };
}
