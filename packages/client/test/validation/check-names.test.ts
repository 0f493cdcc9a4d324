// Every place where a caller gives options refuses a name that it does not know.
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import { createMassPayoutClient, createMemoryStore, faultsOf, type MassPayoutClient } from "../../src/index.ts";
import { decideApproval, execute, next, paymentOf, readPlan } from "../../src/payment.ts";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { clientFor, credentials, rejectionOf } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";
import { plan } from "../support/simulated.ts";

const reference = { requestId: "r-1" };
const request = { externalId: "salaries", items: [] };
const store = createMemoryStore();
const callNames = "signal, timeoutMs, deadlineMs";
const writeNames = `${callNames}, startWithinMs, hasSlot`;
const listingNames = `${callNames}, size, concurrency`;
const checkNames = "iban, identityNumber, phone, description, currency";
// A variable: TypeScript refuses the names of a literal by itself.
const misspelt: object = { CANARYMs: 1 };

describe("a misspelt name is refused before anything is sent, with the names that exist", () => {
  test.each<[string, names: string, call: (iyzico: MassPayoutClient) => Promise<unknown>]>([
    ["retrieve: options", callNames, (iyzico) => iyzico.retrieve(retrieveRequest, misspelt)],
    ["retrieve: options", callNames, (iyzico) => iyzico.retrieve(retrieveRequest, { startWithinMs: 1 } as object)],
    ["item: options", callNames, (iyzico) => iyzico.item("i-1", misspelt)],
    ["balance: options", callNames, (iyzico) => iyzico.balance(misspelt)],
    ["auth: options", writeNames, (iyzico) => iyzico.auth("r-1", misspelt)],
    ["cancel: options", writeNames, (iyzico) => iyzico.cancel("r-1", misspelt)],
    ["init: options", `${writeNames}, checks`, (iyzico) => iyzico.init(request, misspelt)],
    ["init: checks", checkNames, (iyzico) => iyzico.init(request, { checks: misspelt })],
    ["acquireSlot: options", "signal, deadlineMs, operation", (iyzico) => iyzico.acquireSlot(misspelt)],
    ["pages: options", `${listingNames}, itemType`, (iyzico) => iyzico.pages(reference, misspelt).next()],
    ["items: options", `${listingNames}, itemType`, (iyzico) => iyzico.items(reference, misspelt).next()],
    ["snapshot: options", listingNames, (iyzico) => iyzico.snapshot(reference, misspelt)],
    [
      "waitUntilSettled: options",
      "maxWaitMs, pollEveryMs, onProgress, size, concurrency, signal, timeoutMs",
      (iyzico) => iyzico.waitUntilSettled(reference, { maxWaitMs: 1, ...misspelt }),
    ],
    ["pay: options", "store, approve, requestId, checks,", (iyzico) => iyzico.pay(plan, { store, ...misspelt })],
    ["pay: checks", checkNames, (iyzico) => iyzico.pay(plan, { store, checks: misspelt })],
    [
      "pay: approve",
      "digest, by, note",
      (iyzico) => iyzico.pay(plan, { store, approve: { digest: "d-1", ...misspelt } }),
    ],
    ["readPlan: options", "checks, baseUrl, maxAmount, maxTotal", () => readPlan(plan, misspelt)],
    ["readPlan: checks", checkNames, () => readPlan(plan, { checks: misspelt })],
    [
      "execute: options",
      `${writeNames}, checks, pageSize, concurrency, clock, date`,
      async (iyzico) => execute(iyzico, await readPlan(plan), { type: "auth", requestId: "r-1" }, misspelt),
    ],
    ["decideApproval: options", "allow, date", () => decideApproval(undefined, {} as never, misspelt)],
    [
      "next: settings",
      "notFoundGraceMs, pollEveryMs, maxPollPauseMs, stuckAfterMs, restart",
      async () => {
        const settings = { notFoundGraceMs: 1, pollEveryMs: 1, ...misspelt };
        return next(paymentOf(await readPlan(plan), undefined, 0), { type: "resumed", at: 0 }, settings);
      },
    ],
    ["faultsOf: checks", checkNames, async () => faultsOf(request, misspelt)],
    ["createFileStore: options", "create", async () => createFileStore("store", misspelt)],
    [
      "createMassPayoutClient: options",
      "environment, baseUrl, credentials,",
      async () => createMassPayoutClient({ credentials, environment: "sandbox", ...misspelt }),
    ],
    [
      "createMassPayoutClient: retry",
      "maxAttempts, baseDelayMs, maxDelayMs",
      async () => createMassPayoutClient({ credentials, environment: "sandbox", retry: misspelt }),
    ],
  ])("in %s: %s", async (subject, names, call) => {
    await using server = await startAnswering(emptyPage);
    const error = await rejectionOf(call(clientFor(server.url)));
    expect(error).toMatchObject({ code: "invalid_configuration", outcome: "not-sent" });
    expect(error.message).toContain(`${subject.split(" ")[1]} must have no other names than those that are known.`);
    expect(error.hint.slice(0, `They are ${names}`.length)).toBe(`They are ${names}`);
    expect(server.arrivals).toEqual([]);
  });
});
