import { chmodSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commandLine } from "../../src/commands/command-line.ts";
import { createSettableClock, itemsOf, simulateMerchant } from "../support/simulated-merchant.ts";

describe("a command line to paste", () => {
  test("quotes what a shell would read otherwise, and has no control characters", () => {
    expect(commandLine(["pay", "FILE", "--store", "/payments of\u001b[31m November"])).toBe(
      "mass-payout pay FILE --store '/payments of November'",
    );
  });

  test("keeps the flags that choose the account", () => {
    expect(commandLine(["cancel", "1"], { profile: "our shop", signedTarget: "path" })).toBe(
      "mass-payout cancel 1 --profile 'our shop' --signed-target path",
    );
  });
});

test("every command names the next one for the account that it was called with", async () => {
  const merchant = await simulateMerchant({
    delays: { processing: 3_600_000, sent: 3_600_000 },
    // A rejected item requires a review.
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "dec-1" ? "rejected" : "paid"),
  });
  const { environment, simulator, store } = merchant;
  const { IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey, IYZICO_BASE_URL: baseUrl, ...others } = environment;
  const profiles = merchant.write("profiles.json", JSON.stringify({ shop: { apiKey, secretKey, baseUrl } }));
  chmodSync(profiles, 0o600);
  for (const name of Object.keys(environment)) if (!(name in others)) delete environment[name];
  environment["MASS_PAYOUT_PROFILES"] = profiles;
  const planFile = merchant.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
  const clock = createSettableClock();
  const account = " --profile shop --signed-target path";
  const run = (...args: string[]) => merchant.run([...args, ...account.trim().split(" ")], { clock });

  const created = await run("init", planFile, "--store", store);
  const [{ requestId } = { requestId: "" }] = simulator.payouts;
  expect(created.stderr).toContain(`mass-payout auth ${requestId} --store ${store}${account}\n`);
  expect(created.stderr).toContain(`mass-payout cancel ${requestId} --store ${store}${account}\n`);
  const reviewed = await run("auth", requestId, "--store", store);
  const [line = "", digest = ""] =
    /mass-payout auth \S+ --store \S+ --approve ([0-9a-f]{12}).*/.exec(reviewed.stderr) ?? [];
  expect(line).toMatch(new RegExp(`${account}$`));
  const watch = `mass-payout wait --request-id ${requestId}${account}`;
  expect((await run("auth", requestId, "--store", store, "--approve", digest)).stderr).toContain(`${watch}\n`);
  const waited = await run("wait", "--request-id", requestId, "--max-wait", "60");
  expect(waited.stderr).toContain(`${watch}\n`);
  const linked = await run("pay", planFile, "--store", store, "--request-id", requestId);
  expect([linked.exitCode, linked.stderr]).toEqual([2, expect.stringContaining(watch)]);

  const other = merchant.write("other.json", JSON.stringify({ key: "dec", items: itemsOf("dec", 3) }));
  const paid = await run("pay", other, "--store", store, "--max-wait", "60");
  const [, payout] = simulator.payouts;
  expect(paid.stdout).toContain(`  mass-payout cancel ${payout?.requestId} --store ${store}${account}\n`);
  simulator.fault({ kind: "reset-after", operation: "cancel" });
  const cancelled = await run("cancel", payout?.requestId as string);
  expect(cancelled.stderr).toContain(`mass-payout items --request-id ${payout?.requestId}${account}`);
});
