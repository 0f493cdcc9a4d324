import type { paths } from "@iyzico-mass-payout/types";
import type { Client } from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";
import {
  createMassPayoutClient,
  describeItemStatus,
  isMassPayoutError,
  type Look,
  type MassPayoutClient,
  settlementOf,
} from "../src/index.ts";

declare const iyzico: MassPayoutClient;
const credentials = { apiKey: "a", secretKey: "s" };

describe("making a client", () => {
  test("takes an environment or a base URL, and not both or neither", () => {
    createMassPayoutClient({ credentials, environment: "sandbox" });
    createMassPayoutClient({ credentials, baseUrl: "http://127.0.0.1:1", locale: "en", fetch });
    // @ts-expect-error neither
    createMassPayoutClient({ credentials });
    // @ts-expect-error both
    createMassPayoutClient({ credentials, environment: "sandbox", baseUrl: "http://127.0.0.1:1" });
    // @ts-expect-error no credentials
    createMassPayoutClient({ environment: "sandbox" });
  });
});

describe("retrieve", () => {
  test("takes either id or both", () => {
    iyzico.retrieve({ requestId: "1", page: 0, size: 40 });
    iyzico.retrieve({ externalMassPayoutId: "1", page: 0, size: 40 }, { signal: AbortSignal.timeout(1) });
    iyzico.retrieve({ requestId: "1", externalMassPayoutId: "1", page: 0, size: 40, itemType: "VALID" });
    // @ts-expect-error no id
    iyzico.retrieve({ page: 0, size: 40 });
    // @ts-expect-error a misspelt field
    iyzico.retrieve({ requestId: "1", page: 0, size: 40, itemtype: "VALID" });
    // @ts-expect-error text for a number
    iyzico.retrieve({ requestId: "1", page: "0", size: 40 });
  });

  test("gives amounts as text and statuses as an open set", async () => {
    const { massPayout, items, total } = await iyzico.retrieve({ requestId: "1", page: 0, size: 40 });
    expectTypeOf(massPayout.totalAmount).toEqualTypeOf<string | undefined>();
    expectTypeOf(massPayout.massPayoutStatus).toEqualTypeOf<string>();
    expectTypeOf(items[0]?.itemStatus).toEqualTypeOf<string | undefined>();
    expectTypeOf(total).toEqualTypeOf<number>();
  });
});

describe("listing and waiting", () => {
  test("take both kinds of items, and a wait takes an end", () => {
    iyzico.items({ requestId: "1" }, { itemType: "ALL", concurrency: 2, deadlineMs: 1 });
    iyzico.waitUntilSettled({ externalMassPayoutId: "1" }, { maxWaitMs: 1 });
    // @ts-expect-error no end
    iyzico.waitUntilSettled({ requestId: "1" }, {});
    // @ts-expect-error a wait looks at all items
    iyzico.waitUntilSettled({ requestId: "1" }, { maxWaitMs: 1, itemType: "VALID" });
    // @ts-expect-error no reference
    iyzico.pages({});
  });

  test("a wait's outcome narrows it", async () => {
    const waited = await iyzico.waitUntilSettled({ requestId: "1" }, { maxWaitMs: 1 });
    if (waited.outcome === "settled") expectTypeOf(waited.paid).toEqualTypeOf<"everyone" | "some" | "nobody">();
    if (waited.outcome === "needs-a-person")
      expectTypeOf(waited.items[0]?.referenceCode).toEqualTypeOf<string | undefined>();
    if (waited.outcome === "still-open") expectTypeOf(waited.look).toEqualTypeOf<Look | undefined>();
  });

  test("a settlement keeps what the caller knows of an item", () => {
    const { itemsForAPerson } = settlementOf([{ itemStatus: "DEPOSIT_FAIL", payee: 7 }]);
    expectTypeOf(itemsForAPerson[0]?.payee).toEqualTypeOf<number | undefined>();
  });
});

describe("the others", () => {
  test("raw is openapi-fetch's client of the document", () => {
    expectTypeOf<MassPayoutClient["raw"]>().toEqualTypeOf<Client<paths>>();
  });

  test("a code narrows an error", () => {
    const error: unknown = undefined;
    if (isMassPayoutError(error, "rate_limited")) expectTypeOf(error.code).toEqualTypeOf<"rate_limited">();
    // @ts-expect-error no code of the client
    isMassPayoutError(error, "rate_limit");
  });

  test("a status is any text, a language is tr or en", () => {
    describeItemStatus("anything");
    // @ts-expect-error another language
    describeItemStatus("INIT", "de");
  });
});
