import { describe, expectTypeOf, test } from "vitest";
import { createSimulator, type Fault, type SimulatorOptions } from "../src/index.ts";

describe("the types", () => {
  test("accept fetch wherever a fetch function is expected", () => {
    const { fetch } = createSimulator();
    expectTypeOf(fetch).toExtend<(request: Request) => Promise<Response>>();
    expectTypeOf(fetch).toExtend<(input: string, init: RequestInit) => Promise<Response>>();
  });

  test("reject faults that can never apply", () => {
    expectTypeOf<{ kind: "reset-after"; operation: "auth"; times: 3 }>().toExtend<Fault>();
    expectTypeOf<{ kind: "earthquake" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "late" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "late"; ms: number; operation: "auth" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "slow" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "delayed" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "duplicate-later"; ms: number; operation: "auth" }>().toExtend<Fault>();
    expectTypeOf<{ kind: "rejection"; executed: true; errorCode: "1000" }>().toExtend<Fault>();
    expectTypeOf<{ kind: "redirect"; executed: true }>().toExtend<Fault>();
    expectTypeOf<{ kind: "connection-refused"; operation: "auth" }>().toExtend<Fault>();
    expectTypeOf<{ kind: "stale"; ms: number; operation: "balance" }>().toExtend<Fault>();
    expectTypeOf<{ kind: "stale"; ms: number; operation: "auth" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "reset-after"; operation: "pay" }>().not.toExtend<Fault>();
  });

  test("reject money that is a number", () => {
    expectTypeOf<SimulatorOptions["balance"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<() => number>().not.toExtend<SimulatorOptions["commissionOf"]>();
    expectTypeOf(createSimulator().balance).toBeString();
  });

  test("make payouts read-only", () => {
    const { payouts } = createSimulator();
    // @ts-expect-error: read-only
    payouts.push(payouts[0]);
    // @ts-expect-error: read-only
    if (payouts[0]) payouts[0].status = "COMPLETED";
  });
});
