import { paymentStoreContract } from "@iyzico-mass-payout/client/store-contract";
import { test } from "vitest";
import { createPostgresStore } from "../../src/index.ts";
import { migratedDatabase } from "../support/migrated-database.ts";

const contract = paymentStoreContract(async () => {
  const { pool } = await migratedDatabase();
  return { store: createPostgresStore(pool), reopen: async () => createPostgresStore(pool) };
});

for (const { name, run } of contract) test(name, run);
