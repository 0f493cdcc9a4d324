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
import { expectTypeOf, test } from "vitest";
import type { clientReads, clientSends } from "@iyzico-mass-payout/spec/client-fields";

type Reads<Schema extends keyof typeof clientReads> = (typeof clientReads)[Schema][number];
type Sends<Schema extends keyof typeof clientSends> = (typeof clientSends)[Schema][number];
/** All keys of all members of a union. */
type KeysOf<Type> = Type extends unknown ? keyof Type : never;

// Changes of the document are rated by what the client promises: what is said of it there has to be true.
test("the fields that changes of the document are held against are those of the client's results", () => {
  expectTypeOf<Reads<"MassPayoutSummary">>().toEqualTypeOf<keyof MassPayout>();
  // One text in place of several goes into the list.
  expectTypeOf<Exclude<Reads<"MassPayoutItemDetail">, "errorMessage">>().toEqualTypeOf<keyof MassPayoutItem>();
  expectTypeOf<Exclude<keyof RetrievedPage, "items">>().toExtend<Reads<"MassPayoutRetrieveResponse">>();
  expectTypeOf<Extract<keyof RetrievedPage, "items">>().toExtend<Reads<"MassPayoutItemsPage">>();
  expectTypeOf<Exclude<Reads<"MassPayoutBalanceResponse">, "status">>().toEqualTypeOf<keyof Balance>();
  expectTypeOf<Reads<"MassPayoutInvalidItem">>().toEqualTypeOf<keyof InvalidItem>();
  expectTypeOf<Exclude<Reads<"MassPayoutInitResponse">, "status">>().toExtend<KeysOf<InitResult>>();
});

test("the fields that changes of the document are held against are those of the client's requests", () => {
  expectTypeOf<Sends<"MassPayoutRetrieveFields">>().toEqualTypeOf<KeysOf<RetrieveRequest>>();
  expectTypeOf<Sends<"MassPayoutInitRequest">>().toEqualTypeOf<keyof InitRequest>();
  expectTypeOf<Sends<"MassPayoutInitItemFields">>().toEqualTypeOf<KeysOf<InitItem>>();
  expectTypeOf<Sends<"MassPayoutAmount">>().toEqualTypeOf<keyof InitItem["amount"]>();
});
