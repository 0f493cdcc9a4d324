import { expect, test } from "vitest";
import { createSimulator, type SimulatorOptions } from "../../src/index.ts";
import { createMerchant, payoutOf } from "../support/merchant.ts";

type NotFound = SimulatorOptions["notFound"];

test.each<[NotFound, number, object]>([
  [undefined, 200, { status: "failure", errorCode: "11", errorMessage: "Mass payout not found" }],
  ["rejected", 200, { status: "failure", errorCode: "11", errorMessage: "Mass payout not found" }],
  ["rejected-1000", 200, { status: "failure", errorCode: "1000" }],
  ["unknown-code", 200, { status: "failure", errorCode: "90404" }],
  ["http-404", 404, { status: "failure", errorCode: "11" }],
])("retrieve and item answer an unknown id as the option notFound says: %s", async (notFound, httpStatus, body) => {
  const simulator = createSimulator({ notFound, delays: { visible: 60_000 } });
  const merchant = createMerchant(simulator);
  await merchant.init(payoutOf("hidden", 1));
  for (const answer of [
    await merchant.retrieve({ requestId: "unknown" }),
    await merchant.retrieve({ externalMassPayoutId: "hidden" }),
    await merchant.item("unknown"),
  ]) {
    expect(answer).toMatchObject({ httpStatus, body });
  }
  expect(simulator.history.at(-1)).toMatchObject({ executed: false, outcome: "failure" });
});

test("retrieve and item answer an unknown id under success-without-payout with a success that shows nothing", async () => {
  const success = { status: "success", locale: "en", systemTime: expect.any(Number) };
  const merchant = createMerchant(createSimulator({ notFound: "success-without-payout" }));
  const request = { requestId: "unknown", page: 1, size: 7 };
  const position = { page: 1, size: 7, total: 0 };
  expect((await merchant.retrieve(request)).body).toEqual({ ...success, massPayoutItems: { items: [] }, ...position });
  expect((await merchant.item("unknown")).body).toEqual(success);

  const inJava = createMerchant(createSimulator({ notFound: "success-without-payout", dialect: "java" }));
  expect((await inJava.retrieve(request)).body).toEqual({ ...success, massPayoutItems: { items: [], ...position } });
});

test("auth and cancel reject an unknown id whatever the option notFound says", async () => {
  const merchant = createMerchant(createSimulator({ notFound: "success-without-payout" }));
  expect((await merchant.auth("unknown")).body).toMatchObject({ status: "failure", errorCode: "11" });
  expect((await merchant.cancel("unknown")).body).toMatchObject({ status: "failure", errorCode: "11" });
});

test("a success without a payout does not use up the fault page-drift", async () => {
  const simulator = createSimulator({ notFound: "success-without-payout" });
  simulator.fault({ kind: "page-drift" });
  await createMerchant(simulator).retrieve({ requestId: "unknown" });
  expect(() => simulator.assertDone()).toThrow("The fault page-drift (retrieve, 1 more) met no request.");
});
