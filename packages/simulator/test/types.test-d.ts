import { describe, expectTypeOf, test } from "vitest";
import { createSimulator, type Fault, type SimulatorOptions } from "../src/index.ts";

describe("the types", () => {
  test("let fetch be used wherever one is taken", () => {
    const { fetch } = createSimulator();
    expectTypeOf(fetch).toExtend<(request: Request) => Promise<Response>>();
    expectTypeOf(fetch).toExtend<(input: string, init: RequestInit) => Promise<Response>>();
  });

  test("refuse faults that can't come about", () => {
    expectTypeOf<{ kind: "reset-after"; operation: "auth"; times: 3 }>().toExtend<Fault>();
    expectTypeOf<{ kind: "earthquake" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "late" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "late"; ms: number; operation: "auth" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "slow" }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: "reset-after"; operation: "pay" }>().not.toExtend<Fault>();
  });

  test("refuse money that is a float", () => {
    expectTypeOf<SimulatorOptions["balance"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<() => number>().not.toExtend<SimulatorOptions["commissionOf"]>();
    expectTypeOf(createSimulator().balance).toBeString();
  });

  test("let nobody write what is true", () => {
    const { payouts } = createSimulator();
    // @ts-expect-error: a picture
    payouts.push(payouts[0]);
    // @ts-expect-error: a picture
    if (payouts[0]) payouts[0].status = "COMPLETED";
  });
});
