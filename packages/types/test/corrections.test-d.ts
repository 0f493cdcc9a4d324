// One test for each correction of spec/overlays that is visible in the types.
import createClient from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";
import type {
  ErrorCode,
  FailureEnvelope,
  GatewayRejection,
  Locale,
  MassPayoutAuthRequest,
  MassPayoutAuthResponse,
  MassPayoutBalanceResponse,
  MassPayoutCancelResponse,
  MassPayoutCurrency,
  MassPayoutInitItem,
  MassPayoutInitRequest,
  MassPayoutInitResponse,
  MassPayoutInvalidItem,
  MassPayoutItemDetail,
  MassPayoutItemResponse,
  MassPayoutItemStatus,
  MassPayoutItemsPage,
  MassPayoutItemType,
  MassPayoutPurpose,
  MassPayoutRetrieveRequest,
  MassPayoutRetrieveResponse,
  MassPayoutStatus,
  MassPayoutSummary,
  operations,
  paths,
  RecipientType,
} from "../src/index.ts";

const client = createClient<paths>();
const params = { query: { locale: "tr" } } as const;

describe("the request of retrieve", () => {
  test("compiles with a requestId, with an externalMassPayoutId and with both", () => {
    client.POST("/v1/mass/payout/retrieve", { params, body: { requestId: "1", page: 0, size: 40 } });
    client.POST("/v1/mass/payout/retrieve", {
      params,
      body: { externalMassPayoutId: "1", page: 0, size: 40 },
    });
    client.POST("/v1/mass/payout/retrieve", {
      params,
      body: { requestId: "1", externalMassPayoutId: "1", page: 0, size: 40 },
    });
  });

  test("is an object with an id, not any value", () => {
    expectTypeOf<number>().not.toExtend<MassPayoutRetrieveRequest>();
    expectTypeOf<null>().not.toExtend<MassPayoutRetrieveRequest>();
    expectTypeOf<{ page: number; size: number }>().not.toExtend<MassPayoutRetrieveRequest>();
    expectTypeOf<{ requestId: string }>().not.toExtend<MassPayoutRetrieveRequest>();
    expectTypeOf<{ requestId: string; page: number; size: number }>().toExtend<MassPayoutRetrieveRequest>();
  });

  test("doesn't compile without an id", () => {
    // @ts-expect-error neither id
    client.POST("/v1/mass/payout/retrieve", { params, body: { page: 0, size: 40 } });
  });

  test("doesn't compile as a number, null or undefined", () => {
    // @ts-expect-error a number
    client.POST("/v1/mass/payout/retrieve", { params, body: 42 });
    // @ts-expect-error no body
    client.POST("/v1/mass/payout/retrieve", { params });
    // @ts-expect-error null
    client.POST("/v1/mass/payout/retrieve", { params, body: null });
  });

  test("doesn't compile without page or size, or with strings for them", () => {
    // @ts-expect-error no size
    client.POST("/v1/mass/payout/retrieve", { params, body: { requestId: "1", page: 0 } });
    // @ts-expect-error no page
    client.POST("/v1/mass/payout/retrieve", { params, body: { requestId: "1", size: 40 } });
    // @ts-expect-error a string for a number
    client.POST("/v1/mass/payout/retrieve", { params, body: { requestId: "1", page: "0", size: 40 } });
  });

  test("takes itemType VALID, INVALID or none", () => {
    expectTypeOf<MassPayoutItemType>().toEqualTypeOf<"VALID" | "INVALID">();
    expectTypeOf<MassPayoutRetrieveRequest["itemType"]>().toEqualTypeOf<MassPayoutItemType | undefined>();
    const body = { requestId: "1", page: 0, size: 40 };
    // @ts-expect-error another value
    client.POST("/v1/mass/payout/retrieve", { params, body: { ...body, itemType: "ALL" } });
  });
});

describe("the request of init", () => {
  const item = { itemExternalId: "1", recipientInfo: "x", amount: { value: 100.5, currency: "TRY" } } as const;
  const toMember = { ...item, recipientType: "MEMBER_ID" } as const;
  const toIban = { ...item, recipientType: "IBAN", recipientName: "x" } as const;
  const init = (body: MassPayoutInitRequest) => client.POST("/v1/mass/payout/init", { params, body });

  test("compiles without a conversationId, a purpose and descriptions, and with them", () => {
    init({ externalId: "1", items: [toMember, toIban] });
    init({
      externalId: "1",
      conversationId: "1",
      purpose: "SALARY",
      items: [{ ...toMember, recipientName: "x", description: "x", nonWithdrawable: true }],
    });
  });

  test("is an object with an id and items, not any value", () => {
    // @ts-expect-error a number
    client.POST("/v1/mass/payout/init", { params, body: 42 });
    // @ts-expect-error no body
    client.POST("/v1/mass/payout/init", { params });
    // @ts-expect-error no id
    init({ items: [toMember] });
    // @ts-expect-error no items
    init({ externalId: "1" });
  });

  test("accepts only a purpose and a currency of the documents", () => {
    expectTypeOf<MassPayoutInitRequest["purpose"]>().toEqualTypeOf<MassPayoutPurpose | undefined>();
    expectTypeOf<MassPayoutPurpose>().toEqualTypeOf<
      "SALARY" | "BONUS" | "SETTLEMENT" | "GOODS" | "SERVICES" | "CASHBACK" | "REBATES" | "DONATIONS"
    >();
    expectTypeOf<MassPayoutInitItem["amount"]["currency"]>().toEqualTypeOf<MassPayoutCurrency>();
    expectTypeOf<MassPayoutCurrency>().toEqualTypeOf<"TRY" | "USD" | "EUR">();
    // @ts-expect-error another purpose
    init({ externalId: "1", purpose: "RENT", items: [toMember] });
    // @ts-expect-error another currency
    init({ externalId: "1", items: [{ ...toMember, amount: { value: 1, currency: "GBP" } }] });
  });

  test("has amounts that are numbers", () => {
    expectTypeOf<MassPayoutInitItem["amount"]["value"]>().toEqualTypeOf<number>();
    // @ts-expect-error an amount as a string
    init({ externalId: "1", items: [{ ...toMember, amount: { value: "100.50", currency: "TRY" } }] });
  });

  test("requires a name for an IBAN only", () => {
    init({ externalId: "1", items: [{ ...item, recipientType: "PHONE" }] });
    init({ externalId: "1", items: [{ ...item, recipientType: "IDENTITY_NUMBER" }] });
    // @ts-expect-error an IBAN without a name
    init({ externalId: "1", items: [{ ...item, recipientType: "IBAN" }] });
    // @ts-expect-error another recipient type
    init({ externalId: "1", items: [{ ...item, recipientType: "CARD" }] });
    // @ts-expect-error no recipient type, which the alternatives must not make optional
    init({ externalId: "1", items: [{ ...item, recipientName: "x" }] });
  });

  test("is narrowed by the recipient type", () => {
    const nameOf = (each: MassPayoutInitItem) => (each.recipientType === "IBAN" ? each.recipientName : undefined);
    expectTypeOf(nameOf).returns.toEqualTypeOf<string | undefined>();
    const ibanName = (each: Extract<MassPayoutInitItem, { recipientType: "IBAN" }>) => each.recipientName;
    expectTypeOf(ibanName).returns.toEqualTypeOf<string>();
    expectTypeOf<MassPayoutInitItem["recipientType"]>().toEqualTypeOf<RecipientType>();
  });
});

describe("the requests of the other operations", () => {
  test("auth takes one requestId", () => {
    client.POST("/v1/mass/payout/auth", { params, body: { requestId: "1" } });
    expectTypeOf<MassPayoutAuthRequest>().toEqualTypeOf<{ requestId: string }>();
    // @ts-expect-error no id
    client.POST("/v1/mass/payout/auth", { params, body: {} });
  });

  test("cancel takes the requestId in its path and no body", () => {
    client.POST("/v1/mass/payout/cancel/{requestId}", { params: { ...params, path: { requestId: "1" } } });
    // @ts-expect-error no id
    client.POST("/v1/mass/payout/cancel/{requestId}", { params });
    expectTypeOf<operations["cancelMassPayout"]["requestBody"]>().toEqualTypeOf<undefined>();
  });

  test("item takes the referenceCode in its path", () => {
    client.GET("/v1/mass/payout/retrieve/items/{referenceCode}", {
      params: { ...params, path: { referenceCode: "1" } },
    });
    // @ts-expect-error no code
    client.GET("/v1/mass/payout/retrieve/items/{referenceCode}", { params });
  });

  test("balance takes only the locale", () => {
    client.GET("/v1/mass/payout/balance", { params });
  });
});

describe("parameters", () => {
  const body = { requestId: "1", page: 0, size: 40 };

  test("locale is tr or en and is required", () => {
    expectTypeOf<Locale>().toEqualTypeOf<"tr" | "en">();
    // @ts-expect-error another language
    client.POST("/v1/mass/payout/retrieve", { params: { query: { locale: "de" } }, body });
    // @ts-expect-error none
    client.POST("/v1/mass/payout/retrieve", { params: { query: {} }, body });
    // @ts-expect-error no parameters at all
    client.POST("/v1/mass/payout/retrieve", { body });
  });

  test("locale is a parameter of every operation, Authorization and Content-Type of none", () => {
    type Parameters = operations[keyof operations]["parameters"];
    expectTypeOf<Parameters["query"]>().toEqualTypeOf<{ locale: Locale }>();
    expectTypeOf<Parameters["header"]>().toEqualTypeOf<undefined>();
    client.POST("/v1/mass/payout/retrieve", {
      // @ts-expect-error the middleware signs
      params: { query: { locale: "tr" }, header: { Authorization: "x", "Content-Type": "application/json" } },
      body,
    });
  });
});

describe("responses", () => {
  test("amounts are numbers in the raw types", () => {
    expectTypeOf<MassPayoutSummary["totalAmount"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<MassPayoutSummary["totalSuccessfulAmount"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<MassPayoutSummary["totalCommissionAmount"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<MassPayoutItemDetail["totalAmount"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<MassPayoutItemDetail["commissionAmount"]>().toEqualTypeOf<number | undefined>();
  });

  test("a 200 is a success or a failure, narrowed by status", async () => {
    const { data } = await client.POST("/v1/mass/payout/retrieve", {
      params,
      body: { requestId: "1", page: 0, size: 40 },
    });
    if (data?.status === "success") expectTypeOf(data).toEqualTypeOf<MassPayoutRetrieveResponse>();
    if (data?.status === "failure") expectTypeOf(data).toEqualTypeOf<FailureEnvelope>();
    expectTypeOf(data?.status).toEqualTypeOf<"success" | "failure" | undefined>();
  });

  test("a 200 of every operation is a success or a failure", () => {
    type Answer<Name extends keyof operations> = operations[Name]["responses"][200]["content"]["application/json"];
    expectTypeOf<Answer<"initMassPayout">>().toEqualTypeOf<MassPayoutInitResponse | FailureEnvelope>();
    expectTypeOf<Answer<"authMassPayout">>().toEqualTypeOf<MassPayoutAuthResponse | FailureEnvelope>();
    expectTypeOf<Answer<"cancelMassPayout">>().toEqualTypeOf<MassPayoutCancelResponse | FailureEnvelope>();
    expectTypeOf<Answer<"retrieveMassPayout">>().toEqualTypeOf<MassPayoutRetrieveResponse | FailureEnvelope>();
    expectTypeOf<Answer<"retrieveMassPayoutItem">>().toEqualTypeOf<MassPayoutItemResponse | FailureEnvelope>();
    expectTypeOf<Answer<"retrieveMassPayoutBalance">>().toEqualTypeOf<MassPayoutBalanceResponse | FailureEnvelope>();
    expectTypeOf<Exclude<Answer<keyof operations>, FailureEnvelope>["status"]>().toEqualTypeOf<"success">();
  });

  test("a 401 of every operation has the gateway's form, with a number as status", () => {
    type Rejection = operations[keyof operations]["responses"][401]["content"]["application/json"];
    expectTypeOf<Rejection>().toEqualTypeOf<GatewayRejection>();
    expectTypeOf<GatewayRejection["status"]>().toEqualTypeOf<number>();
  });

  test("an errorCode is a string or a number, of a failure and of a rejected item", () => {
    expectTypeOf<ErrorCode>().toEqualTypeOf<string | number>();
    expectTypeOf<FailureEnvelope["errorCode"]>().toEqualTypeOf<ErrorCode | undefined>();
    expectTypeOf<MassPayoutInvalidItem["errorCode"]>().toEqualTypeOf<ErrorCode | undefined>();
  });

  test("a success of init may list rejected items", () => {
    expectTypeOf<MassPayoutInitResponse["invalidItems"]>().toEqualTypeOf<MassPayoutInvalidItem[] | undefined>();
  });

  test("a balance is a string", () => {
    expectTypeOf<MassPayoutBalanceResponse["balance"]>().toEqualTypeOf<string | undefined>();
  });

  test("an item has the same type, alone and in a list", () => {
    expectTypeOf<MassPayoutItemResponse["item"]>().toEqualTypeOf<MassPayoutItemDetail | undefined>();
    expectTypeOf<MassPayoutItemsPage["items"]>().toEqualTypeOf<MassPayoutItemDetail[] | undefined>();
  });

  test("page, size and total may be in both places", () => {
    expectTypeOf<MassPayoutRetrieveResponse>().toExtend<{ page?: number; size?: number; total?: number }>();
    expectTypeOf<MassPayoutItemsPage>().toExtend<{ page?: number; size?: number; total?: number }>();
  });

  test("fields that only the Java client has are optional", () => {
    expectTypeOf<MassPayoutItemDetail>().toExtend<{ massPayoutRequestId?: string; errorMessage?: string }>();
    type Dates = { receivedDate?: string; completedDate?: string; canceledDate?: string };
    expectTypeOf<MassPayoutSummary>().toExtend<Dates>();
    expectTypeOf<{ itemStatus: string }>().toExtend<MassPayoutItemDetail>();
    expectTypeOf<{ massPayoutStatus: string }>().toExtend<MassPayoutSummary>();
  });

  test("statuses and recipient types are any string; those of the documents have named types", () => {
    expectTypeOf<MassPayoutSummary["massPayoutStatus"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<MassPayoutItemDetail["itemStatus"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<MassPayoutItemDetail["recipientType"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<MassPayoutStatus>().not.toEqualTypeOf<string>();
    expectTypeOf<MassPayoutItemStatus>().not.toEqualTypeOf<string>();
    expectTypeOf<RecipientType>().toEqualTypeOf<"PHONE" | "IBAN" | "IDENTITY_NUMBER" | "MEMBER_ID">();
  });
});
