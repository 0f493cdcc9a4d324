import { describe, expectTypeOf, test } from "vitest";
import type * as types from "../src/index.ts";
import {
  type components,
  type Locale,
  type locales,
  type MassPayoutItemStatus,
  type MassPayoutItemType,
  type MassPayoutStatus,
  type massPayoutItemStatuses,
  type massPayoutItemTypes,
  massPayoutStatusDescriptions,
  type massPayoutStatuses,
  type RecipientType,
  type recipientTypes,
} from "../src/index.ts";

describe("named aliases", () => {
  test("stand for the schemas of their names", () => {
    type Schemas = components["schemas"];
    expectTypeOf<types.FailureEnvelope>().toEqualTypeOf<Schemas["FailureEnvelope"]>();
    expectTypeOf<types.GatewayRefusal>().toEqualTypeOf<Schemas["GatewayRefusal"]>();
    expectTypeOf<types.Locale>().toEqualTypeOf<Schemas["Locale"]>();
    expectTypeOf<types.MassPayoutItemDetail>().toEqualTypeOf<Schemas["MassPayoutItemDetail"]>();
    expectTypeOf<types.MassPayoutItemStatus>().toEqualTypeOf<Schemas["MassPayoutItemStatus"]>();
    expectTypeOf<types.MassPayoutItemType>().toEqualTypeOf<Schemas["MassPayoutItemType"]>();
    expectTypeOf<types.MassPayoutItemsPage>().toEqualTypeOf<Schemas["MassPayoutItemsPage"]>();
    expectTypeOf<types.MassPayoutRetrieveByExternalId>().toEqualTypeOf<Schemas["MassPayoutRetrieveByExternalId"]>();
    expectTypeOf<types.MassPayoutRetrieveByRequestId>().toEqualTypeOf<Schemas["MassPayoutRetrieveByRequestId"]>();
    expectTypeOf<types.MassPayoutRetrieveFields>().toEqualTypeOf<Schemas["MassPayoutRetrieveFields"]>();
    expectTypeOf<types.MassPayoutRetrieveRequest>().toEqualTypeOf<Schemas["MassPayoutRetrieveRequest"]>();
    expectTypeOf<types.MassPayoutRetrieveResponse>().toEqualTypeOf<Schemas["MassPayoutRetrieveResponse"]>();
    expectTypeOf<types.MassPayoutStatus>().toEqualTypeOf<Schemas["MassPayoutStatus"]>();
    expectTypeOf<types.MassPayoutSummary>().toEqualTypeOf<Schemas["MassPayoutSummary"]>();
    expectTypeOf<types.RecipientType>().toEqualTypeOf<Schemas["RecipientType"]>();
  });
});

describe("const arrays", () => {
  test("list exactly the values of their types", () => {
    expectTypeOf<(typeof locales)[number]>().toEqualTypeOf<Locale>();
    expectTypeOf<(typeof massPayoutStatuses)[number]>().toEqualTypeOf<MassPayoutStatus>();
    expectTypeOf<(typeof massPayoutItemStatuses)[number]>().toEqualTypeOf<MassPayoutItemStatus>();
    expectTypeOf<(typeof massPayoutItemTypes)[number]>().toEqualTypeOf<MassPayoutItemType>();
    expectTypeOf<(typeof recipientTypes)[number]>().toEqualTypeOf<RecipientType>();
  });
});

describe("status tables", () => {
  test("have a text for every status in both languages", () => {
    expectTypeOf(massPayoutStatusDescriptions.INIT.tr).toEqualTypeOf<string>();
    // @ts-expect-error no status of the document
    massPayoutStatusDescriptions.SETTLED;
    // @ts-expect-error no language of the document
    massPayoutStatusDescriptions.INIT.de;
  });
});
