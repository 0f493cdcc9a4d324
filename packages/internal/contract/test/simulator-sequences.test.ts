import { createSimulator, type Fault, type ItemOutcome, type Simulator } from "@iyzico-mass-payout/simulator";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { type Send, startValidationProxy } from "../src/validation-proxy.ts";
import { type Answer, credentials, type Merchant, merchantOf, orderOf, signedSend } from "./simulated-merchant.ts";

const proxy = await startValidationProxy(document);
afterAll(() => proxy.close());

const runs = 150;
const seed = 20261125;

const mixture: readonly ItemOutcome[] = [
  "paid",
  "failed-refunded",
  "failed-unrefunded",
  "rejected",
  { status: "SOME_FUTURE_STATUS" },
  { secondAttempt: "paid" },
];

const settings = fc.record({
  seed: fc.integer(),
  balance: fc.constantFrom("1000000", "1000000", "150.5"),
  dialect: fc.constantFrom("documents", "java"),
  perMinute: fc.constantFrom(false as const, 3),
  repeatedInit: fc.constantFrom("rejected", "same-payout", "new-payout"),
  repeatedAuth: fc.constantFrom("rejected", "ignored", "paid-again"),
  insufficientBalance: fc.constantFrom("stays", "auth-again", "goes-on"),
  listingTotal: fc.constantFrom("listed", "all-items"),
  maxPageSize: fc.constantFrom(false as const, 2),
  cappedSize: fc.constantFrom("told", "echoed"),
  commission: fc.constantFrom("0", "0E-8", "2.5", "20.00000000"),
  outcomes: fc.constantFrom<readonly ItemOutcome[]>(["paid"], ["failed-refunded"], mixture, mixture),
  isAuthorised: fc.boolean(),
});

const lira = fc.integer({ min: 0, max: 20_000 }).map((kurus) => kurus / 100);
const items = fc.uniqueArray(
  fc.record(
    {
      itemExternalId: fc.constantFrom("a", "b", "c", "d"),
      recipientType: fc.constantFrom("MEMBER_ID", "PHONE", "IDENTITY_NUMBER"),
      recipientInfo: fc.string({ minLength: 1 }),
      recipientName: fc.string({ minLength: 1, unit: "grapheme" }),
      description: fc.string({ minLength: 1, unit: "grapheme" }),
      nonWithdrawable: fc.boolean(),
      amount: fc.record({
        value: fc.oneof(
          { weight: 20, arbitrary: lira },
          { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
        ),
        currency: fc.constant("TRY"),
      }),
    },
    { requiredKeys: ["itemExternalId", "recipientType", "recipientInfo", "amount"] },
  ),
  { minLength: 1, maxLength: 3, selector: ({ itemExternalId }) => itemExternalId },
);

const operations = ["init", "auth", "cancel", "retrieve", "retrieve", "item", "balance"] as const;
const requests = fc.record({
  operation: fc.constantFrom(...operations),
  order: fc.record({ externalId: fc.constantFrom("p", "q"), items }),
  /** The index of a payout: of one that was created, or of none. */
  payout: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2),
  item: fc.nat({ max: 2 }),
  ids: fc.constantFrom("requestId", "externalMassPayoutId", "both"),
  listing: fc.record(
    {
      page: fc.constantFrom(0, 0, 0, 1, -1),
      size: fc.constantFrom(3, 3, 1, 0),
      itemType: fc.constantFrom("VALID", "INVALID"),
    },
    { requiredKeys: ["page", "size"] },
  ),
});
type Requested = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("reset-before", "reset-after", "rate-limited", "duplicate", "page-drift"),
  }),
  fc.record({
    kind: fc.constant("system-error"),
    errorCode: fc.constantFrom("1", "2", "100001"),
    executed: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom("slow", "late"), ms: fc.constantFrom(0, 5_000) }),
);

type Signer = "merchant" | "another secret" | "another key" | "none";
const mostlyTheMerchant: readonly Signer[] = Array(12).fill("merchant");
const steps = fc.array(
  fc.record({
    pause: fc.constantFrom(0, 0, 1_000, 5_000, 100_000),
    request: requests,
    fault: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: faults }),
    /** The signer of the request. */
    signer: fc.constantFrom<Signer>(...mostlyTheMerchant, "another secret", "another key", "none"),
  }),
  { minLength: 4, maxLength: 12 },
);

function callOperation(merchant: Merchant, { payouts }: Simulator, request: Requested): Promise<Answer> {
  const payout = payouts[request.payout];
  const requestId = payout?.requestId ?? "none";
  const externalMassPayoutId = payout?.externalId ?? "none";
  const ids = { requestId, externalMassPayoutId };
  switch (request.operation) {
    case "init":
      return merchant.init(request.order);
    case "retrieve":
      return merchant.retrieve({
        ...(request.ids === "both" ? ids : { [request.ids]: ids[request.ids] }),
        ...request.listing,
      });
    case "item":
      return merchant.item(payout?.items[request.item]?.referenceCode ?? "none");
    case "balance":
      return merchant.balance();
    default:
      return merchant[request.operation](requestId);
  }
}

// A response that does not conform throws: see validation-proxy.test.ts.
const name = `every response conforms in ${runs} random sequences of requests, faults and pauses, seed ${seed}`;
// Thousands of requests through Prism: half a minute on an idle machine.
test(name, { timeout: 900_000 }, async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(settings, steps, async ({ commission, outcomes, isAuthorised, ...options }, sequence) => {
      const simulator = createSimulator({
        ...options,
        outcomeOf: (_, random) => outcomes[Math.floor(random() * outcomes.length)] as ItemOutcome,
        commissionOf: () => commission,
      });
      const senders: Record<Signer, Send> = {
        merchant: signedSend(simulator),
        "another secret": signedSend(simulator, { ...credentials, secretKey: "another" }),
        "another key": signedSend(simulator, { ...credentials, apiKey: "another" }),
        none: (request) => simulator.fetch(request),
      };
      const opener = merchantOf(senders.merchant);
      const { requestId } = await opener.init(orderOf("p", "a", "b", "c"));
      if (isAuthorised) await opener.auth(requestId);
      for (const { pause, request, fault, signer } of sequence) {
        simulator.advance(pause);
        if (fault !== undefined) simulator.fault(fault);
        if (fault?.kind === "reset-before" || fault?.kind === "reset-after") {
          // There is no response to check. The operation may have taken effect.
          await expect(callOperation(merchantOf(senders[signer]), simulator, request)).rejects.toThrow("fetch failed");
        } else {
          const merchant = merchantOf(proxy.through(senders[signer]));
          const { massPayout, massPayoutItems } = await callOperation(merchant, simulator, request);
          if (massPayout !== undefined) seen.add(massPayout.massPayoutStatus);
          for (const { itemStatus } of massPayoutItems?.items ?? []) seen.add(itemStatus);
        }
      }
      for (const { operation, outcome, errorCode } of simulator.history) {
        seen.add(errorCode ?? `${operation} ${outcome}`);
      }
    }),
    { numRuns: runs, seed },
  );
  // The sequences must reach these operations, codes and statuses; otherwise they check too little.
  for (const operation of operations) expect(seen).toContain(`${operation} success`);
  for (const code of ["1", "2", "5", "11", "1000", "1001", "50000", "100001"]) expect(seen).toContain(code);
  for (const status of ["INVALID", "CANCELED", "COMPLETED", "FAIL", "DEPOSIT_SUCCESS"]) expect(seen).toContain(status);
});
