import { describe, expect, test } from "vitest";
import type { PayOptions } from "../../src/index.ts";
import { clientFor } from "../support/client.ts";
import { countOf, plan, simulated, timesPaid } from "../support/simulated.ts";
import { waitUntil } from "../support/wait-until.ts";

// The store is shared by every test of the process: each payment has a key of its own.
const planOf = (key: string) => ({ ...plan, key });

describe('the store "memory"', () => {
  test("is one for all clients of the merchant in the process: calls at once pay once", async () => {
    const { simulator } = simulated({ repeatedInit: "new-payout", repeatedAuth: "paid-again" });
    let underway = 0;
    const fetch = async (request: Request) => {
      // No answer comes before every call has sent a request or has ended.
      underway += 1;
      await waitUntil(() => underway >= 3);
      return simulator.fetch(request);
    };
    const clients = [1, 2].map(() =>
      clientFor("http://127.0.0.1", { fetch, clock: simulator.clock, rateLimit: false }),
    );
    const paid = planOf("at-once");
    const results = await Promise.allSettled(
      [clients[0], clients[0], clients[1]].map(async (iyzico) => {
        const paying = iyzico?.pay(paid, { store: "memory" });
        paying?.catch(() => {
          underway += 1;
        });
        return paying;
      }),
    );
    const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(reasons).toEqual(["payment_locked", "payment_locked"]);
    expect(results).toContainEqual({
      status: "fulfilled",
      value: expect.objectContaining({ outcome: "settled", paid: "all" }),
    });
    expect(countOf(simulator, "auth")).toBe(1);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("has what an earlier call of another client stored", async () => {
    const { simulator, iyzico } = simulated();
    const other = clientFor("http://127.0.0.1", { fetch: simulator.fetch, clock: simulator.clock, rateLimit: false });
    expect(await iyzico.pay(planOf("one-by-one"), { store: "memory" })).toMatchObject({
      outcome: "settled",
      isNew: true,
    });
    const sent = simulator.history.length;
    expect(await other.pay(planOf("one-by-one"), { store: "memory" })).toMatchObject({
      outcome: "settled",
      isNew: false,
    });
    expect(simulator.history).toHaveLength(sent);
  });

  test("is another one for another merchant and for another address", async () => {
    const paid = planOf("separate");
    await simulated().iyzico.pay(paid, { store: "memory" });
    const credentials = { apiKey: "sandbox-other", secretKey: "sandbox-secret" };
    const others = [
      simulated({ credentials }, { credentials }),
      simulated({}, { baseUrl: "http://127.0.0.2" }),
      simulated({}, { baseUrl: "http://127.0.0.1:1" }),
    ];
    for (const { iyzico } of others) {
      expect(await iyzico.pay(paid, { store: "memory" })).toMatchObject({ outcome: "settled", isNew: true });
    }
  });
});

test.each<[string, PayOptions | undefined | null]>([
  ["left out", {} as PayOptions],
  ["undefined", { store: undefined } as unknown as PayOptions],
  ["left out with all options", undefined],
  ["left out with all options as null", null],
])("a store that is %s is an error, before anything is sent", async (_, options) => {
  const { simulator, iyzico } = simulated();
  await expect(iyzico.pay(plan, options as PayOptions)).rejects.toMatchObject({
    code: "invalid_configuration",
    outcome: "not-sent",
    message: "store is required.",
    hint: expect.stringContaining('"memory"'),
  });
  expect(simulator.history).toEqual([]);
});
