import type {
  Balance,
  InitItem,
  InitRequest,
  InitResult,
  InvalidItem,
  MassPayout,
  MassPayoutItem,
  RetrievedPage,
  RetrieveRequest,
} from "@iyzico-mass-payout/client";
import type { clientReads, clientSends } from "@iyzico-mass-payout/spec/client-fields";
import { expectTypeOf, test } from "vitest";

type Reads<Schema extends keyof typeof clientReads> = (typeof clientReads)[Schema][number];
type Sends<Schema extends keyof typeof clientSends> = (typeof clientSends)[Schema][number];
/** The keys of every member of a union. */
type KeysOf<Type> = Type extends unknown ? keyof Type : never;

// spec/update rates a change of the document by these lists of fields, so they must be those of the client.
test("the fields of responses that changes are rated by are those of the client's results", () => {
  expectTypeOf<Reads<"MassPayoutSummary">>().toEqualTypeOf<keyof MassPayout>();
  // The client puts a single errorMessage into the list errorMessages.
  expectTypeOf<Exclude<Reads<"MassPayoutItemDetail">, "errorMessage">>().toEqualTypeOf<keyof MassPayoutItem>();
  expectTypeOf<Exclude<keyof RetrievedPage, "items">>().toExtend<Reads<"MassPayoutRetrieveResponse">>();
  expectTypeOf<Extract<keyof RetrievedPage, "items">>().toExtend<Reads<"MassPayoutItemsPage">>();
  expectTypeOf<Exclude<Reads<"MassPayoutBalanceResponse">, "status">>().toEqualTypeOf<keyof Balance>();
  expectTypeOf<Reads<"MassPayoutInvalidItem">>().toEqualTypeOf<keyof InvalidItem>();
  expectTypeOf<Exclude<Reads<"MassPayoutInitResponse">, "status">>().toExtend<KeysOf<InitResult>>();
});

test("the fields of requests that changes are rated by are those of the client's requests", () => {
  expectTypeOf<Sends<"MassPayoutRetrieveFields">>().toEqualTypeOf<KeysOf<RetrieveRequest>>();
  expectTypeOf<Sends<"MassPayoutInitRequest">>().toEqualTypeOf<keyof InitRequest>();
  expectTypeOf<Sends<"MassPayoutInitItemFields">>().toEqualTypeOf<KeysOf<InitItem>>();
  expectTypeOf<Sends<"MassPayoutAmount">>().toEqualTypeOf<keyof InitItem["amount"]>();
});
