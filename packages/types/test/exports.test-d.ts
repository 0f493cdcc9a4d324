import { describe, expectTypeOf, test } from "vitest";
import type * as types from "../src/index.ts";
import {
  type components,
  type Locale,
  type locales,
  type MassPayoutCurrency,
  type MassPayoutItemStatus,
  type MassPayoutItemType,
  type MassPayoutPurpose,
  type MassPayoutStatus,
  type massPayoutCurrencies,
  type massPayoutItemStatuses,
  type massPayoutItemTypes,
  type massPayoutPurposes,
  massPayoutStatusDescriptions,
  type massPayoutStatuses,
  type RecipientType,
  type recipientTypes,
} from "../src/index.ts";

describe("named aliases", () => {
  test("are equal to the schemas of the same name", () => {
    type Schemas = components["schemas"];
    expectTypeOf<types.ErrorCode>().toEqualTypeOf<Schemas["ErrorCode"]>();
    expectTypeOf<types.FailureEnvelope>().toEqualTypeOf<Schemas["FailureEnvelope"]>();
    expectTypeOf<types.GatewayRejection>().toEqualTypeOf<Schemas["GatewayRejection"]>();
    expectTypeOf<types.Locale>().toEqualTypeOf<Schemas["Locale"]>();
    expectTypeOf<types.MassPayoutAmount>().toEqualTypeOf<Schemas["MassPayoutAmount"]>();
    expectTypeOf<types.MassPayoutAuthRequest>().toEqualTypeOf<Schemas["MassPayoutAuthRequest"]>();
    expectTypeOf<types.MassPayoutAuthResponse>().toEqualTypeOf<Schemas["MassPayoutAuthResponse"]>();
    expectTypeOf<types.MassPayoutBalanceResponse>().toEqualTypeOf<Schemas["MassPayoutBalanceResponse"]>();
    expectTypeOf<types.MassPayoutCancelResponse>().toEqualTypeOf<Schemas["MassPayoutCancelResponse"]>();
    expectTypeOf<types.MassPayoutCurrency>().toEqualTypeOf<Schemas["MassPayoutCurrency"]>();
    expectTypeOf<types.MassPayoutInitItem>().toEqualTypeOf<Schemas["MassPayoutInitItem"]>();
    expectTypeOf<types.MassPayoutInitItemByIban>().toEqualTypeOf<Schemas["MassPayoutInitItemByIban"]>();
    expectTypeOf<types.MassPayoutInitItemByOtherId>().toEqualTypeOf<Schemas["MassPayoutInitItemByOtherId"]>();
    expectTypeOf<types.MassPayoutInitItemFields>().toEqualTypeOf<Schemas["MassPayoutInitItemFields"]>();
    expectTypeOf<types.MassPayoutInitRequest>().toEqualTypeOf<Schemas["MassPayoutInitRequest"]>();
    expectTypeOf<types.MassPayoutInitResponse>().toEqualTypeOf<Schemas["MassPayoutInitResponse"]>();
    expectTypeOf<types.MassPayoutInvalidItem>().toEqualTypeOf<Schemas["MassPayoutInvalidItem"]>();
    expectTypeOf<types.MassPayoutItemDetail>().toEqualTypeOf<Schemas["MassPayoutItemDetail"]>();
    expectTypeOf<types.MassPayoutItemResponse>().toEqualTypeOf<Schemas["MassPayoutItemResponse"]>();
    expectTypeOf<types.MassPayoutItemStatus>().toEqualTypeOf<Schemas["MassPayoutItemStatus"]>();
    expectTypeOf<types.MassPayoutItemType>().toEqualTypeOf<Schemas["MassPayoutItemType"]>();
    expectTypeOf<types.MassPayoutItemsPage>().toEqualTypeOf<Schemas["MassPayoutItemsPage"]>();
    expectTypeOf<types.MassPayoutPurpose>().toEqualTypeOf<Schemas["MassPayoutPurpose"]>();
    expectTypeOf<types.MassPayoutRetrieveByExternalId>().toEqualTypeOf<Schemas["MassPayoutRetrieveByExternalId"]>();
    expectTypeOf<types.MassPayoutRetrieveByRequestId>().toEqualTypeOf<Schemas["MassPayoutRetrieveByRequestId"]>();
    expectTypeOf<types.MassPayoutRetrieveFields>().toEqualTypeOf<Schemas["MassPayoutRetrieveFields"]>();
    expectTypeOf<types.MassPayoutRetrieveRequest>().toEqualTypeOf<Schemas["MassPayoutRetrieveRequest"]>();
    expectTypeOf<types.MassPayoutRetrieveResponse>().toEqualTypeOf<Schemas["MassPayoutRetrieveResponse"]>();
    expectTypeOf<types.MassPayoutStatus>().toEqualTypeOf<Schemas["MassPayoutStatus"]>();
    expectTypeOf<types.MassPayoutSummary>().toEqualTypeOf<Schemas["MassPayoutSummary"]>();
    expectTypeOf<types.RecipientType>().toEqualTypeOf<Schemas["RecipientType"]>();
    expectTypeOf<types.SuccessStatus>().toEqualTypeOf<Schemas["SuccessStatus"]>();
  });
});

describe("const arrays", () => {
  test("list exactly the values of their types", () => {
    expectTypeOf<(typeof locales)[number]>().toEqualTypeOf<Locale>();
    expectTypeOf<(typeof massPayoutStatuses)[number]>().toEqualTypeOf<MassPayoutStatus>();
    expectTypeOf<(typeof massPayoutItemStatuses)[number]>().toEqualTypeOf<MassPayoutItemStatus>();
    expectTypeOf<(typeof massPayoutItemTypes)[number]>().toEqualTypeOf<MassPayoutItemType>();
    expectTypeOf<(typeof massPayoutCurrencies)[number]>().toEqualTypeOf<MassPayoutCurrency>();
    expectTypeOf<(typeof massPayoutPurposes)[number]>().toEqualTypeOf<MassPayoutPurpose>();
    expectTypeOf<(typeof recipientTypes)[number]>().toEqualTypeOf<RecipientType>();
  });
});

describe("status tables", () => {
  test("have a description for every status in both languages", () => {
    expectTypeOf(massPayoutStatusDescriptions.INIT.tr).toEqualTypeOf<string>();
    // @ts-expect-error a status that the document lacks
    massPayoutStatusDescriptions.SETTLED;
    // @ts-expect-error a language that the document lacks
    massPayoutStatusDescriptions.INIT.de;
  });
});
