import { expect, it } from "vitest";
import { createDurablePayouts, createPostgresStore, type DurablePayoutsOptions } from "../src/index.ts";

const database = "postgres://127.0.0.1:1/none";

it.each<[message: string, options: object]>([
  ['options must not have the name "poll".', { poll: 1 }],
  ["database must be a connection string, such as postgres://user@host/name, or a Pool of pg.", { database: "" }],
  ["database must be a connection string, such as postgres://user@host/name, or a Pool of pg.", { database: {} }],
  ["client must be a client of createMassPayoutClient.", { client: {} }],
  ["onLedgerEntries must be a function.", { onLedgerEntries: true }],
  ["onEvent must be a function.", { onEvent: "log" }],
  ["maxItems must be a positive integer.", { maxItems: 0 }],
  ["pageSize must be a positive integer.", { pageSize: 1.5 }],
  ["approvals must be an object.", { approvals: 2 }],
  ['approvals must not have the name "approver".', { approvals: { approver: 2 } }],
  ["approvals.notTheSubmitter must be true or false.", { approvals: { notTheSubmitter: "yes" } }],
  ["approvals.above must be an array.", { approvals: { above: {} } }],
])("%s", (message, options) => {
  const create = () => createDurablePayouts({ database, ...options } as DurablePayoutsOptions);
  expect(create).toThrow(expect.objectContaining({ code: "invalid_configuration", outcome: "not-sent" }));
  expect(create).toThrow(message);
});

it("names what is missing when it is needed, and not before", async () => {
  const payouts = createDurablePayouts({ database });
  await expect(payouts.start()).rejects.toThrow("client is required.");
  await expect(payouts.start({ concurrency: 0 })).rejects.toThrow("concurrency must be a positive integer.");
  await expect(payouts.list({ limit: 0 })).rejects.toThrow("limit must be an integer from 1 to 1000.");
  await expect(payouts.list({ outcome: "paid" as "settled" })).rejects.toThrow(/^outcome must be "in-progress", /);
  await expect(payouts.list({ after: "x" })).rejects.toThrow("after must be the next of the page before.");
  await payouts.stop();
});

it("reports a database that cannot be reached", async () => {
  const payouts = createDurablePayouts({ database });
  await expect(payouts.get("salaries")).rejects.toThrow("ECONNREFUSED");
  await payouts.stop();
  await expect(createPostgresStore(database).load("salaries")).rejects.toThrow("ECONNREFUSED");
});
