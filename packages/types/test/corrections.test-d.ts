// One test for each correction of spec/overlays that types can show.
import createClient from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";
import type {
  FailureEnvelope,
  GatewayRefusal,
  Locale,
  MassPayoutItemDetail,
  MassPayoutItemStatus,
  MassPayoutItemsPage,
  MassPayoutItemType,
  MassPayoutRetrieveRequest,
  MassPayoutRetrieveResponse,
  MassPayoutStatus,
  MassPayoutSummary,
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

  test("is an object with an id, and not anything", () => {
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

  test("doesn't compile as a number, nothing or null", () => {
    // @ts-expect-error a number
    client.POST("/v1/mass/payout/retrieve", { params, body: 42 });
    // @ts-expect-error no body
    client.POST("/v1/mass/payout/retrieve", { params });
    // @ts-expect-error null
    client.POST("/v1/mass/payout/retrieve", { params, body: null });
  });

  test("doesn't compile without page or size, or with text for them", () => {
    // @ts-expect-error no size
    client.POST("/v1/mass/payout/retrieve", { params, body: { requestId: "1", page: 0 } });
    // @ts-expect-error no page
    client.POST("/v1/mass/payout/retrieve", { params, body: { requestId: "1", size: 40 } });
    // @ts-expect-error text for a number
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

describe("parameters", () => {
  const body = { requestId: "1", page: 0, size: 40 };

  test("locale is tr or en and can't be left out", () => {
    expectTypeOf<Locale>().toEqualTypeOf<"tr" | "en">();
    // @ts-expect-error another language
    client.POST("/v1/mass/payout/retrieve", { params: { query: { locale: "de" } }, body });
    // @ts-expect-error none
    client.POST("/v1/mass/payout/retrieve", { params: { query: {} }, body });
    // @ts-expect-error no parameters at all
    client.POST("/v1/mass/payout/retrieve", { body });
  });

  test("Authorization and Content-Type are nothing to pass", () => {
    type Parameters = paths["/v1/mass/payout/retrieve"]["post"]["parameters"];
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

  test("a 200 is a success or a failure, told apart by status", async () => {
    const { data } = await client.POST("/v1/mass/payout/retrieve", {
      params,
      body: { requestId: "1", page: 0, size: 40 },
    });
    if (data?.status === "success") expectTypeOf(data).toEqualTypeOf<MassPayoutRetrieveResponse>();
    if (data?.status === "failure") expectTypeOf(data).toEqualTypeOf<FailureEnvelope>();
    expectTypeOf(data?.status).toEqualTypeOf<"success" | "failure" | undefined>();
  });

  test("a 401 has the gateway's form, with a number as status", async () => {
    const { error } = await client.POST("/v1/mass/payout/retrieve", {
      params,
      body: { requestId: "1", page: 0, size: 40 },
    });
    expectTypeOf(error).toEqualTypeOf<GatewayRefusal | undefined>();
    expectTypeOf<GatewayRefusal["status"]>().toEqualTypeOf<number>();
  });

  test("an errorCode is text or a number", () => {
    expectTypeOf<FailureEnvelope["errorCode"]>().toEqualTypeOf<string | number | undefined>();
  });

  test("page, size and total may stand in both places", () => {
    expectTypeOf<MassPayoutRetrieveResponse>().toExtend<{ page?: number; size?: number; total?: number }>();
    expectTypeOf<MassPayoutItemsPage>().toExtend<{ page?: number; size?: number; total?: number }>();
  });

  test("statuses and recipient types have names", () => {
    expectTypeOf<MassPayoutSummary["massPayoutStatus"]>().toEqualTypeOf<MassPayoutStatus | undefined>();
    expectTypeOf<MassPayoutItemDetail["itemStatus"]>().toEqualTypeOf<MassPayoutItemStatus | undefined>();
    expectTypeOf<MassPayoutItemDetail["recipientType"]>().toEqualTypeOf<RecipientType | undefined>();
    expectTypeOf<MassPayoutStatus>().not.toEqualTypeOf<string>();
  });
});
