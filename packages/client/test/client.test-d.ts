import type { paths } from "@iyzico-mass-payout/types";
import type { Client } from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";
import {
  createMassPayoutClient,
  createMassPayoutClientFromEnv,
  describeItemStatus,
  faultsOf,
  type InitItem,
  type InitRequest,
  type InvalidItem,
  isMassPayoutError,
  type MassPayoutClient,
  type MassPayoutEvent,
  type MassPayoutItem,
  type PayoutSnapshot,
  type RequestFault,
  type ResponseHead,
  type ResponsePromise,
  type Signer,
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

  test("takes credentials or a signer, and a signedTarget only with credentials", () => {
    const signer: Signer = { sign: async () => ({ authorization: "a", "x-iyzi-rnd": "b" }) };
    createMassPayoutClient({ credentials, environment: "sandbox", signedTarget: "path-and-query" });
    createMassPayoutClient({ signer, environment: "sandbox" });
    // @ts-expect-error both
    createMassPayoutClient({ credentials, signer, environment: "sandbox" });
    // @ts-expect-error the signer decides what it signs
    createMassPayoutClient({ signer, environment: "sandbox", signedTarget: "path" });
    // @ts-expect-error another part
    createMassPayoutClient({ credentials, environment: "sandbox", signedTarget: "query" });
    // @ts-expect-error half a clock
    createMassPayoutClient({ credentials, environment: "sandbox", clock: { now: () => 0 } });
  });
});

test("a client from the environment takes all options but the keys and the address, and the bindings of a Worker", () => {
  interface Bindings {
    IYZICO_API_KEY: string;
    ASSETS: object;
  }
  const bindings = {} as Bindings;
  createMassPayoutClientFromEnv();
  createMassPayoutClientFromEnv({ locale: "en", retry: false, signedTarget: "path" }, bindings);
  createMassPayoutClientFromEnv({}, process.env);
  // @ts-expect-error the address comes from the environment
  createMassPayoutClientFromEnv({ environment: "sandbox" });
  // @ts-expect-error the keys do too
  createMassPayoutClientFromEnv({ credentials });
  // @ts-expect-error none of these variables
  createMassPayoutClientFromEnv({}, { API_KEY: "a" });
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
    // @ts-expect-error a string for a number
    iyzico.retrieve({ requestId: "1", page: "0", size: 40 });
  });

  test("returns amounts as strings and statuses as an open set", async () => {
    const { massPayout, items, total } = await iyzico.retrieve({ requestId: "1", page: 0, size: 40 });
    expectTypeOf(massPayout.totalAmount).toEqualTypeOf<string | undefined>();
    expectTypeOf(massPayout.massPayoutStatus).toEqualTypeOf<string>();
    expectTypeOf(items[0]?.itemStatus).toEqualTypeOf<string | undefined>();
    expectTypeOf(total).toEqualTypeOf<number>();
  });
});

describe("listing and waiting", () => {
  test("take both kinds of items, and a wait takes maxWaitMs", () => {
    iyzico.items({ requestId: "1" }, { itemType: "ALL", concurrency: 2, deadlineMs: 1 });
    iyzico.waitUntilSettled({ externalMassPayoutId: "1" }, { maxWaitMs: 1 });
    // @ts-expect-error no maxWaitMs
    iyzico.waitUntilSettled({ requestId: "1" }, {});
    // @ts-expect-error a wait polls all items
    iyzico.waitUntilSettled({ requestId: "1" }, { maxWaitMs: 1, itemType: "VALID" });
    // @ts-expect-error no reference
    iyzico.pages({});
  });

  test("the outcome of a wait narrows it", async () => {
    const waited = await iyzico.waitUntilSettled({ requestId: "1" }, { maxWaitMs: 1 });
    if (waited.outcome === "settled") expectTypeOf(waited.paid).toEqualTypeOf<"all" | "some" | "none">();
    if (waited.outcome === "action-required")
      expectTypeOf(waited.items[0]?.referenceCode).toEqualTypeOf<string | undefined>();
    if (waited.outcome === "in-progress") expectTypeOf(waited.snapshot).toEqualTypeOf<PayoutSnapshot | undefined>();
  });

  test("a settlement keeps the fields that the caller gives an item", () => {
    const { itemsRequiringAction } = settlementOf([{ itemStatus: "DEPOSIT_FAIL", recipient: 7 }]);
    expectTypeOf(itemsRequiringAction[0]?.recipient).toEqualTypeOf<number | undefined>();
  });
});

describe("init", () => {
  const amount = { value: "100.50", currency: "TRY" } as const;
  const rest = { itemExternalId: "1", recipientInfo: "TR33", amount, description: "November" };

  test("takes recipients of every kind", () => {
    iyzico.init(
      {
        externalId: "e",
        conversationId: undefined,
        purpose: "SALARY",
        items: [
          { ...rest, recipientType: "IBAN", recipientName: "Ayşe" },
          { ...rest, recipientType: "PHONE" },
          { ...rest, recipientType: "IDENTITY_NUMBER", recipientName: "Ayşe", nonWithdrawable: true },
          { ...rest, recipientType: "MEMBER_ID", recipientName: undefined, description: undefined },
        ],
      },
      { checks: { iban: false, currency: undefined }, deadlineMs: 1 },
    );
    const items: readonly InitItem[] = [];
    iyzico.init({ externalId: "e", items });
  });

  test("takes an IBAN only with a name", () => {
    // @ts-expect-error no name
    iyzico.init({ externalId: "e", items: [{ ...rest, recipientType: "IBAN" }] });
    // @ts-expect-error a name that may be undefined
    iyzico.init({ externalId: "e", items: [{ ...rest, recipientType: "IBAN", recipientName: undefined }] });
  });

  test("takes amounts only as strings, in the documented currencies", () => {
    const of = (items: InitRequest["items"]) => iyzico.init({ externalId: "e", items });
    // @ts-expect-error a float
    of([{ ...rest, recipientType: "PHONE", amount: { value: 100.5, currency: "TRY" } }]);
    // @ts-expect-error another currency
    of([{ ...rest, recipientType: "PHONE", amount: { value: "100.5", currency: "GBP" } }]);
    // @ts-expect-error no currency
    of([{ ...rest, recipientType: "PHONE", amount: { value: "100.5" } }]);
    // @ts-expect-error no amount
    of([{ ...rest, recipientType: "PHONE", amount: undefined }]);
  });

  test("takes only documented fields and values", () => {
    // @ts-expect-error a field too many
    iyzico.init({ externalId: "e", items: [], note: "x" });
    // @ts-expect-error a misspelt one
    iyzico.init({ externalID: "e", items: [] });
    // @ts-expect-error a misspelt one in an item
    iyzico.init({ externalId: "e", items: [{ ...rest, recipientType: "PHONE", desciption: "x" }] });
    // @ts-expect-error a field too many in an amount
    iyzico.init({ externalId: "e", items: [{ ...rest, recipientType: "PHONE", amount: { ...amount, scale: 2 } }] });
    // @ts-expect-error another purpose
    iyzico.init({ externalId: "e", purpose: "RENT", items: [] });
    // @ts-expect-error another recipient
    iyzico.init({ externalId: "e", items: [{ ...rest, recipientType: "WALLET" }] });
    // @ts-expect-error another check
    iyzico.init({ externalId: "e", items: [] }, { checks: { ibans: false } });
  });

  test("its result narrows to no rejected item, or to at least one", async () => {
    const result = await iyzico.init({ externalId: "e", items: [] });
    expectTypeOf(result.requestId).toEqualTypeOf<string>();
    if (result.accepted === "all") expectTypeOf(result.invalidItems).toEqualTypeOf<readonly []>();
    else expectTypeOf(result.invalidItems[0]).toEqualTypeOf<InvalidItem>();
    // @ts-expect-error read only
    result.invalidItems.push({ externalId: "1" });
  });

  test("its faults have places and reasons", () => {
    const [fault] = faultsOf({ externalId: "e", items: [] }, { iban: false });
    expectTypeOf(fault).toEqualTypeOf<RequestFault | undefined>();
    expectTypeOf(fault?.item).toEqualTypeOf<number | undefined>();
    // @ts-expect-error not a reason of a fault
    if (fault?.reason === "wrong") throw fault;
    const error: unknown = undefined;
    if (isMassPayoutError(error)) expectTypeOf(error.faults).toEqualTypeOf<readonly RequestFault[]>();
  });
});

describe("the promise of a call of one request", () => {
  test("is a promise of its result, and has the result with the response", async () => {
    const promise: Promise<{ balance: string }> = iyzico.balance();
    expectTypeOf(await promise).toEqualTypeOf<{ balance: string }>();
    const { data, response } = await iyzico.balance().withResponse();
    expectTypeOf(data).toEqualTypeOf<{ balance: string }>();
    expectTypeOf(response).toEqualTypeOf<ResponseHead>();
    expectTypeOf((await iyzico.auth("r").withResponse()).data).toEqualTypeOf<void>();
    // @ts-expect-error the body has been read
    response.text();
    // @ts-expect-error what then makes is a plain promise
    iyzico.balance().then().withResponse();
    // @ts-expect-error a snapshot is more than one request
    iyzico.snapshot({ requestId: "r" }).withResponse();
  });
});

describe("the other operations", () => {
  test("take an id and the options of a call", () => {
    expectTypeOf(iyzico.auth("r", { timeoutMs: 1 })).toEqualTypeOf<ResponsePromise<void>>();
    expectTypeOf(iyzico.cancel("r")).toEqualTypeOf<ResponsePromise<void>>();
    expectTypeOf(iyzico.item("i")).toEqualTypeOf<ResponsePromise<MassPayoutItem>>();
    expectTypeOf(iyzico.balance()).toEqualTypeOf<ResponsePromise<{ balance: string }>>();
    expectTypeOf(iyzico.snapshot({ requestId: "r" }, { size: 1, deadlineMs: 1 })).toEqualTypeOf<
      Promise<PayoutSnapshot>
    >();
    expectTypeOf(iyzico.acquireSlot({ operation: "init", deadlineMs: 1 })).toEqualTypeOf<Promise<void>>();
    expectTypeOf(iyzico.auth("r", { hasSlot: true })).toEqualTypeOf<ResponsePromise<void>>();
    expectTypeOf(iyzico.origin).toEqualTypeOf<string>();
    // @ts-expect-error a read takes its own slots
    iyzico.balance({ hasSlot: true });
    // @ts-expect-error no id
    iyzico.auth();
    // @ts-expect-error an object in the place of the id
    iyzico.cancel({ requestId: "r" });
    // @ts-expect-error a snapshot has all items
    iyzico.snapshot({ requestId: "r" }, { itemType: "VALID" });
    // @ts-expect-error a misspelt option
    iyzico.balance({ timeoutMS: 1 });
  });

  test("an event has the number of rejected items", () => {
    type Rejected = Extract<MassPayoutEvent, { type: "items-rejected" }>;
    expectTypeOf<Pick<Rejected, "operation" | "rejected" | "items">>().toEqualTypeOf<{
      operation: "init";
      rejected: number;
      items: number;
    }>();
  });
});

describe("the others", () => {
  test("raw is openapi-fetch's client of the document", () => {
    expectTypeOf<MassPayoutClient["raw"]>().toEqualTypeOf<Client<paths>>();
  });

  test("a code narrows an error", () => {
    const error: unknown = undefined;
    if (isMassPayoutError(error, "rate_limited")) expectTypeOf(error.code).toEqualTypeOf<"rate_limited">();
    // @ts-expect-error not a code of the client
    isMassPayoutError(error, "rate_limit");
  });

  test("a status is any string, a language is tr or en", () => {
    describeItemStatus("anything");
    // @ts-expect-error another language
    describeItemStatus("INIT", "de");
  });
});
