import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { pageJson } from "../support/http-server.ts";
import { joinLines, withPlainSpaces } from "../support/run-cli.ts";
import {
  createJumpingDate,
  createSettableClock,
  type Intercept,
  itemsOf,
  type SimulatedMerchant,
  simulateMerchant,
} from "../support/simulated-merchant.ts";

interface Created extends SimulatedMerchant {
  requestId: string;
  clock: ReturnType<typeof createSettableClock>;
  /** Runs `auth` of the payout. */
  auth(...args: string[]): ReturnType<SimulatedMerchant["run"]>;
  /** The digest of the review that `auth` shows now. */
  digest(): Promise<string>;
  /** How many auths arrived at iyzico. */
  auths(): number;
}

/** A payout of three items at iyzico, of which the second is rejected. */
async function simulateCreated(options: SimulatorOptions = {}, intercept?: Intercept): Promise<Created> {
  const merchant = await simulateMerchant(
    {
      outcomeOf: ({ itemExternalId }) => (itemExternalId.endsWith("-2") ? "rejected" : "paid"),
      repeatedAuth: "paid-again",
      ...options,
    },
    intercept,
  );
  const { requestId } = await merchant.iyzico.init({ externalId: "nov", items: itemsOf("nov", 3) });
  const clock = createSettableClock();
  const auth = (...args: string[]) => merchant.run(["auth", requestId, "--store", merchant.store, ...args], { clock });
  return {
    ...merchant,
    requestId,
    clock,
    auth,
    digest: async () => JSON.parse((await auth("--json")).stdout).digest,
    auths: () => merchant.simulator.history.filter(({ operation }) => operation === "auth").length,
  };
}

const timesPaid = ({ simulator }: Created) => simulator.payouts[0]?.items.map((item) => item.timesPaid);

describe("auth without --approve", () => {
  test("shows the review and sends nothing", async () => {
    const created = await simulateCreated();
    const { exitCode, stdout, stderr } = await created.auth();
    expect([exitCode, created.auths()]).toEqual([4, 0]);
    const text = withPlainSpaces(stdout);
    expect(text).toMatch(/nov-2 .*rejected[\s\S]*nov-1 .*waiting[\s\S]*nov-3 .*waiting/);
    expect(text).toMatch(/Would be paid +TRY 21\.00 {2}2 recipients/);
    expect(text).toMatch(/Would not be paid \(rejected\) +TRY 10\.50 {2}1 recipient/);
    expect(text).toMatch(/Balance +1,000,000\.00 {2}covers it, commission not included/);
    expect(text).not.toContain("member-secret");
    const digest = /digest ([0-9a-f]{64})/.exec(stdout)?.[1] as string;
    expect(stderr).toMatch(/^TEST · /);
    expect(stderr).toContain(
      `mass-payout auth ${created.requestId} --store ${created.store} --approve ${digest.slice(0, 12)}`,
    );
  });

  test("shows the same digest for the same payout, in whatever order iyzico lists its items", async () => {
    const created = await simulateCreated({ listingOrder: "shuffled" });
    const digests = [await created.digest(), await created.digest(), await created.digest()];
    expect(new Set(digests).size).toBe(1);
  });

  test("says if the balance does not cover the payout", async () => {
    const created = await simulateCreated({ balance: "20.99" });
    expect((await created.auth()).stdout).toContain("does not cover it");
  });
});

describe("auth --approve", () => {
  test("authorises the payout whose review has the digest, of which 12 characters are enough", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    const { exitCode, stdout, stderr } = await created.auth(
      "--approve",
      digest.slice(0, 12).toUpperCase(),
      "--by",
      "Muhasebe",
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain("iyzico took the auth");
    expect(stderr).toContain(`mass-payout wait --request-id ${created.requestId}`);
    expect(timesPaid(created)).toEqual([1, 0, 1]);
    expect(created.auths()).toBe(1);
  });

  test("sends nothing for another digest, or one that is too short", async () => {
    const created = await simulateCreated();
    const wrong = await created.auth("--approve", "0123456789ab");
    expect([wrong.exitCode, joinLines(wrong.stderr)]).toEqual([
      4,
      expect.stringContaining("is not that of this review"),
    ]);
    const short = await created.auth("--approve", (await created.digest()).slice(0, 11));
    expect([short.exitCode, created.auths()]).toEqual([2, 0]);
  });

  test("sends nothing if an item's recipient has changed since the review, although the sums have not", async () => {
    let isChanged = false;
    const created = await simulateCreated({
      recipientInfoOf: (info) => (isChanged ? `${info}-changed` : info),
    });
    const digest = await created.digest();
    isChanged = true;
    expect((await created.auth("--approve", digest)).exitCode).toBe(4);
    expect(created.auths()).toBe(0);
  });

  test("sends nothing for a payout that is not INIT", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    await created.iyzico.cancel(created.requestId);
    const { exitCode, stderr } = await created.auth("--approve", digest);
    expect([exitCode, joinLines(stderr)]).toEqual([4, expect.stringContaining("This one says CANCELED.")]);
    expect(created.auths()).toBe(0);
  });

  test("sends nothing for a payout of which an item is not INIT although the payout is", async () => {
    const created = await simulateCreated({ payoutStatusOf: () => "INIT" });
    const digest = await created.digest();
    created.simulator.authorisePayout(created.requestId);
    const { exitCode } = await created.auth("--approve", digest);
    expect([exitCode, created.auths()]).toEqual([4, 0]);
  });

  test("sends nothing for a payout without items to pay", async () => {
    const created = await simulateCreated({ outcomeOf: () => "rejected" });
    const { exitCode, stderr } = await created.auth();
    expect([exitCode, joinLines(stderr)]).toEqual([4, expect.stringContaining("no item that could be paid")]);
  });

  test("fails with 1 for a payout that iyzico does not know", async () => {
    const { run, store } = await simulateCreated();
    expect((await run(["auth", "unknown", "--store", store])).exitCode).toBe(1);
  });

  test("needs a store that exists", async () => {
    const { run, folder, requestId } = await simulateCreated();
    expect((await run(["auth", requestId, "--store", `${folder}/typo`])).exitCode).toBe(2);
    expect((await run(["auth", requestId])).exitCode).toBe(2);
  });
});

describe("an auth whose answer is lost", () => {
  test.each(["reset-after", "reset-before"] as const)(
    "(%s) exits with 4, and says not to run it again",
    async (kind) => {
      const created = await simulateCreated();
      const digest = await created.digest();
      created.simulator.fault({ kind, operation: "auth" });
      const { exitCode, stdout, stderr } = await created.auth("--approve", digest);
      expect([exitCode, stdout]).toEqual([4, ""]);
      expect(stderr).toContain("The payout may be authorised: the answer was lost. Do not run this command again");
      expect(stderr).toContain(`mass-payout wait --request-id ${created.requestId}`);
      expect(stderr.toLowerCase()).not.toContain("run the same command again");
    },
  );

  test("is not sent again with the same digest, neither at once nor after the grace period", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    created.simulator.fault({ kind: "reset-before", operation: "auth" });
    await created.auth("--approve", digest);
    for (const minutes of [0, 9, 2, 60]) {
      created.clock.advance(minutes * 60_000);
      const { exitCode } = await created.auth("--approve", digest);
      expect([exitCode, created.auths()]).toEqual([4, 1]);
    }
    expect(timesPaid(created)).toEqual([0, 0, 0]);
  });

  test("is followed by another only after the grace period, and only with a new digest", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    created.simulator.fault({ kind: "reset-before", operation: "auth" });
    await created.auth("--approve", digest);
    created.clock.advance(9.9 * 60_000);
    const early = await created.auth();
    expect(early.exitCode).toBe(4);
    expect(early.stdout).toBe("");
    expect(joinLines(early.stderr)).toContain("nothing is approved for 10 minutes from then");

    created.clock.advance(60_000);
    const late = await created.auth();
    const second = /digest ([0-9a-f]{64})/.exec(late.stdout)?.[1] as string;
    expect(late.exitCode).toBe(4);
    expect(second).not.toBe(digest);
    expect(joinLines(late.stdout)).toContain("Authorisations sent before: 1.");
    expect(joinLines(late.stderr)).toContain("Ask iyzico about this requestId.");
    // No line ready to paste for another auth.
    expect(late.stderr).not.toContain("--approve");
    const sent = await created.auth("--approve", second);
    expect([sent.exitCode, created.auths(), timesPaid(created)]).toEqual([0, 2, [1, 0, 1]]);
  });

  test("stays within the grace period if the clock is set back", async () => {
    const created = await simulateCreated();
    created.simulator.fault({ kind: "reset-before", operation: "auth" });
    await created.auth("--approve", await created.digest());
    created.clock.advance(-86_400_000);
    expect((await created.auth()).stdout).toBe("");
  });

  test("is shown as under way once iyzico has moved on", async () => {
    const created = await simulateCreated();
    created.simulator.fault({ kind: "reset-after", operation: "auth" });
    await created.auth("--approve", await created.digest());
    const { exitCode, stderr } = await created.auth();
    expect([exitCode, joinLines(stderr)]).toEqual([
      4,
      expect.stringContaining("is authorised by hand. This one says COMPLETED"),
    ]);
    expect(timesPaid(created)).toEqual([1, 0, 1]);
  });

  test("counts after a rejection too, which may be the answer to a second delivery", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    created.simulator.fault({ kind: "rejection", operation: "auth" });
    const { exitCode, stderr } = await created.auth("--approve", digest);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("the payout may be authorised")]);
    const again = await created.auth("--approve", digest);
    expect([again.exitCode, created.auths()]).toEqual([4, 1]);
  });

  test("pays once although the network delivers it twice to an iyzico that rejects the second", async () => {
    const created = await simulateCreated({ repeatedAuth: "rejected" });
    created.simulator.fault({ kind: "duplicate", operation: "auth" });
    const digest = await created.digest();
    expect((await created.auth("--approve", digest)).exitCode).toBe(1);
    await created.auth("--approve", digest);
    expect(timesPaid(created)).toEqual([1, 0, 1]);
  });

  test("may go on by itself after an auth that the balance did not cover", async () => {
    const created = await simulateCreated({ balance: "5", insufficientBalance: "goes-on" });
    expect((await created.auth("--approve", await created.digest())).exitCode).toBe(0);
    const { exitCode, stderr } = await created.auth();
    expect([exitCode, joinLines(stderr)]).toEqual([
      4,
      expect.stringContaining("iyzico is expected to go on by itself"),
    ]);
  });
});

describe("an auth that was provably not sent", () => {
  test("may be sent with the same digest", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    // The time in which it may begin is over once it is recorded: the clock jumps while the store saves.
    const clock = createSettableClock();
    const jumping = { ...clock, date: createJumpingDate(clock.now(), 2) };
    const { exitCode, stderr } = await created.run(
      ["auth", created.requestId, "--store", created.store, "--approve", digest],
      { clock: jumping },
    );
    expect([exitCode, created.auths()]).toEqual([1, 0]);
    expect(stderr).toContain("Nothing was sent: run the command again.");
    expect((await created.auth("--approve", digest)).exitCode).toBe(0);
    expect(created.auths()).toBe(1);
  });
});

describe("an auth that another process sends too", () => {
  test("is sent once: one of the two records it first", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    const results = await Promise.all([created.auth("--approve", digest), created.auth("--approve", digest)]);
    expect(created.auths()).toBe(1);
    expect(results.map(({ exitCode }) => exitCode).sort()).toEqual([0, 4]);
    expect(timesPaid(created)).toEqual([1, 0, 1]);
  });

  test("is not sent if the record cannot be read", async () => {
    const created = await simulateCreated();
    const store = createFileStore(created.store);
    await store.compareAndSet(`manual-auth\n${created.requestId}`, undefined, { format: "another" });
    const { exitCode } = await created.auth("--approve", "0123456789ab");
    expect([exitCode, created.auths()]).toEqual([1, 0]);
  });
});

describe("pay --request-id", () => {
  test("refuses a payout of which an auth was sent by hand, and does not send a second one", async () => {
    const created = await simulateCreated();
    created.simulator.fault({ kind: "reset-before", operation: "auth" });
    await created.auth("--approve", await created.digest());
    const plan = created.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
    const args = ["pay", plan, "--store", created.store, "--request-id", created.requestId];
    const { exitCode, stderr } = await created.run(args, { clock: created.clock });
    expect([exitCode, joinLines(stderr), created.auths()]).toEqual([
      2,
      expect.stringContaining("was sent by hand on"),
      1,
    ]);
  });

  test("sends no auth if one by hand was recorded since it began", async () => {
    const { created } = await simulateRace("/balance");
    const plan = created.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
    const pay = (...args: string[]) =>
      created.run(["pay", plan, "--store", created.store, ...args], { clock: created.clock });
    const reviewed = await pay("--request-id", created.requestId, "--json");
    const { digest } = JSON.parse(reviewed.stdout).review;
    const { exitCode, stdout, stderr } = await pay("--approve", digest, "--json");
    expect([exitCode, created.auths()]).toEqual([2, 0]);
    expect(stdout + stderr).toContain("was sent by hand on");
  });

  test("goes on with a payout of which none was sent", async () => {
    const created = await simulateCreated();
    const plan = created.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
    const args = ["pay", plan, "--store", created.store, "--request-id", created.requestId];
    expect((await created.run(args, { clock: created.clock })).exitCode).toBe(4);
  });
});

describe("auth", () => {
  test("sends nothing if iyzico does not show the externalId: the payout may be a payment's", async () => {
    const payout = { massPayoutStatus: "INIT", currency: "TRY" };
    const { run, store } = await simulateMerchant({}, ({ target }) =>
      target.includes("/retrieve")
        ? { status: "success", massPayout: payout, massPayoutItems: { items: [] }, page: 0, size: 40, total: 0 }
        : undefined,
    );
    const { exitCode, stderr } = await run(["auth", "r-1", "--store", store]);
    expect([exitCode, joinLines(stderr)]).toEqual([2, expect.stringContaining("does not show the externalId")]);
  });

  test("shows a review without what iyzico does not show", async () => {
    const items = [{ itemExternalId: "nov-1", totalAmount: 5 }];
    const { run, store } = await simulateMerchant({}, ({ target, body }) => {
      if (!target.includes("/retrieve")) return undefined;
      const massPayout = { externalId: "nov", massPayoutStatus: "INIT" };
      return JSON.parse(pageJson({ massPayout, items: JSON.parse(body).itemType === "VALID" ? items : [] }));
    });
    const { exitCode, stdout } = await run(["auth", "r-1", "--store", store]);
    expect([exitCode, stdout]).toEqual([4, expect.not.stringContaining("iyzico's own total")]);
  });

  test("prints each outcome as JSON", async () => {
    const created = await simulateCreated();
    const digest = await created.digest();
    const sent = await created.auth("--approve", digest, "--json", "--note", "on call");
    expect(JSON.parse(sent.stdout)).toEqual({ outcome: "authorised", requestId: created.requestId, digest });
    const held = await created.auth("--json");
    expect(JSON.parse(held.stdout)).toMatchObject({ outcome: "not-init", massPayoutStatus: "COMPLETED" });
    const stored = await createFileStore(created.store).load(`manual-auth\n${created.requestId}`);
    expect(stored?.payment).toMatchObject({ writes: [{ digest, by: "digest", note: "on call", outcome: "success" }] });
  });

  test("does not say whether the balance covers another currency than lira", async () => {
    const created = await simulateMerchant();
    const items = itemsOf("usd", 1).map((item) => ({ ...item, amount: { value: "5", currency: "USD" as const } }));
    const { requestId } = await created.iyzico.init({ externalId: "usd", items });
    const { stdout } = await created.run(["auth", requestId, "--store", created.store]);
    expect(withPlainSpaces(stdout)).toMatch(/Would be paid +\$5\.00/);
    expect(stdout).not.toContain("covers it");
  });

  test("sends nothing if another process records an auth between the poll and this one", async () => {
    // The balance is read last.
    const { created, digest } = await simulateRace("/balance");
    const { exitCode, stderr } = await created.auth("--approve", digest);
    expect([exitCode, created.auths()]).toEqual([4, 0]);
    expect(joinLines(stderr)).toContain("Another process has recorded the same request");
  });

  test("says if its result could not be recorded", async () => {
    const { created, digest } = await simulateRace("/auth");
    const { exitCode, stderr } = await created.auth("--approve", digest);
    expect([exitCode, created.auths()]).toEqual([0, 1]);
    expect(joinLines(stderr)).toContain("The result could not be recorded in the store.");
  });
});

describe("pay of a plan whose init was sent by hand", () => {
  async function simulateByHand(kind?: "reset-after") {
    const merchant = await simulateMerchant();
    const plan = merchant.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 2) }));
    if (kind !== undefined) merchant.simulator.fault({ kind, operation: "init" });
    await merchant.run(["init", plan, "--store", merchant.store]);
    const clock = createSettableClock();
    const { requestId } = merchant.simulator.payouts[0] as { requestId: string };
    const run = (...args: string[]) => merchant.run([...args, "--store", merchant.store], { clock });
    return { ...merchant, plan, requestId, run, clock };
  }

  test("creates no payment, and names the requestId to go on with", async () => {
    const { run, plan, requestId, simulator } = await simulateByHand();
    const refused = await run("pay", plan);
    expect([refused.exitCode, joinLines(refused.stderr)]).toEqual([
      2,
      expect.stringContaining(`--request-id ${requestId}`),
    ]);
    expect(refused.stderr).not.toContain("New payment");
    expect((await run("list", "--json")).stdout).toBe("[]\n");
    expect((await run("pay", plan, "--request-id", "another")).exitCode).toBe(2);
    expect((await run("pay", plan, "--request-id", requestId)).exitCode).toBe(4);
    expect(simulator.history.filter(({ operation }) => operation === "init")).toHaveLength(1);
  });

  test("asks for the requestId if no answer has named it, and goes on with the one that is given", async () => {
    const { run, plan, requestId } = await simulateByHand("reset-after");
    const refused = await run("pay", plan);
    expect([refused.exitCode, joinLines(refused.stderr)]).toEqual([2, expect.stringContaining("ask iyzico")]);
    expect((await run("pay", plan, "--request-id", requestId)).exitCode).toBe(4);
  });

  test("leaves the payout to auth if one was sent by hand too", async () => {
    const { run, plan, requestId, simulator, clock } = await simulateByHand();
    const { digest } = JSON.parse((await run("auth", requestId, "--json")).stdout);
    simulator.fault({ kind: "reset-before", operation: "auth" });
    await run("auth", requestId, "--approve", digest);
    for (const given of [[], ["--request-id", requestId]]) {
      const refused = await run("pay", plan, ...given);
      expect([refused.exitCode, joinLines(refused.stderr)]).toEqual([
        2,
        expect.stringContaining("was sent by hand on"),
      ]);
    }
    // No payment keeps the way on from another auth, for which iyzico is asked first.
    clock.advance(11 * 60_000);
    expect((await run("auth", requestId)).stderr).toContain("Ask iyzico");
  });
});

describe("an auth whose payout changes after its poll", () => {
  test("is not sent if a payment of the store takes the payout, which then goes on", async () => {
    let interrupt: (() => Promise<unknown>) | undefined;
    // The balance is read last.
    const created = await simulateCreated({}, async ({ target }) => {
      if (!target.includes("/balance")) return undefined;
      const act = interrupt;
      interrupt = undefined;
      await act?.();
      return undefined;
    });
    const plan = created.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
    const pay = (...args: string[]) =>
      created.run(["pay", plan, "--store", created.store, "--json", ...args], { clock: created.clock });
    const digest = await created.digest();
    let reviewed = "";
    interrupt = async () => {
      reviewed = (await pay("--request-id", created.requestId)).stdout;
    };
    const { exitCode, stderr } = await created.auth("--approve", digest);
    expect([exitCode, created.auths(), joinLines(stderr)]).toEqual([
      2,
      0,
      expect.stringContaining("Payment nov of this store"),
    ]);
    // What was provably not sent is no reason to stop the payment.
    await pay("--approve", JSON.parse(reviewed).review.digest);
    expect([created.auths(), timesPaid(created)]).toEqual([1, [1, 0, 1]]);
  });

  test("is not sent if the payout is not INIT any more", async () => {
    let isCancelled = false;
    const created = await simulateCreated({}, async ({ target }) => {
      if (isCancelled && target.includes("/balance")) await created.iyzico.cancel(created.requestId);
      return undefined;
    });
    const digest = await created.digest();
    isCancelled = true;
    const { exitCode, stderr } = await created.auth("--approve", digest);
    expect([exitCode, created.auths(), joinLines(stderr)]).toEqual([
      2,
      0,
      expect.stringContaining("This one says CANCELED."),
    ]);
  });
});

/** A payout whose record another process changes when the next request of an operation arrives. */
async function simulateRace(operation: string): Promise<{ created: Created; digest: string }> {
  let record: (() => Promise<undefined>) | undefined;
  const created = await simulateCreated({}, ({ target }) => (target.includes(operation) ? record?.() : undefined));
  const digest = await created.digest();
  record = async () => {
    const key = `manual-auth\n${created.requestId}`;
    const store = createFileStore(created.store);
    const stored = await store.load(key);
    const [format, operationName, id] = ["iyzico-mass-payout manual writes", "auth", created.requestId];
    const writes = [{ at: created.clock.now() }];
    await store.compareAndSet(key, stored?.revision, { format, operation: operationName, id, writes });
    return undefined;
  };
  return { created, digest };
}

describe("an auth of a payout that a payment of the store has", () => {
  test("is refused, by its requestId and by its externalId", async () => {
    const { run, write, store, simulator, environment } = await simulateMerchant({
      outcomeOf: ({ itemExternalId }) => (itemExternalId.endsWith("-1") ? "rejected" : "paid"),
    });
    const plan = write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 2) }));
    const clock = createSettableClock();
    expect((await run(["pay", plan, "--store", store], { clock })).exitCode).toBe(4);
    const requestId = simulator.payouts[0]?.requestId as string;
    const refused = await run(["auth", requestId, "--store", store]);
    expect([refused.exitCode, joinLines(refused.stderr)]).toEqual([
      2,
      expect.stringContaining("Payment nov of this store"),
    ]);

    // Another payout of the same externalId, as after an init that was sent twice.
    const other = await simulateMerchant();
    const iyzico = createMassPayoutClient({
      credentials: {
        apiKey: environment["IYZICO_API_KEY"] as string,
        secretKey: environment["IYZICO_SECRET_KEY"] as string,
      },
      baseUrl: other.environment["IYZICO_BASE_URL"] as string,
    });
    const created = await iyzico.init({ externalId: "nov", items: itemsOf("nov", 2) });
    const byExternalId = await other.run(["auth", created.requestId, "--store", store]);
    expect([byExternalId.exitCode, joinLines(byExternalId.stderr)]).toEqual([
      2,
      expect.stringContaining("Use mass-payout pay"),
    ]);
  });

  test("is refused while a payment of the store cannot be read: it may be the one", async () => {
    const created = await simulateCreated();
    await createFileStore(created.store).compareAndSet("broken", undefined, { version: 1 });
    const { exitCode } = await created.auth();
    expect([exitCode, created.auths()]).toEqual([1, 0]);
  });
});
