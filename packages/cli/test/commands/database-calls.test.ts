import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withSession } from "@iyzico-mass-payout/postgres/session";
import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { expect, onTestFinished, test } from "vitest";
import { sitAtTerminal } from "../support/person.ts";
import { startCli, waitForExit } from "../support/process.ts";
import { joinLines, runCli } from "../support/run-cli.ts";
import { itemsOf } from "../support/simulated-merchant.ts";
import { merchantWithDatabase } from "../support/submitted-payout.ts";

const english = { LANG: "en_US.UTF-8" };

/** Node runs this before the command. */
function preload(code: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

test.each([
  [["health"], "--database or MASS_PAYOUT_DATABASE is required"],
  [["status", "nov"], "--store or --database is required"],
  [["list"], "--store or --database is required"],
  [["status", "nov", "--store", "a", "--database", "b"], "--store and --database must not be given together"],
  [["approve", "nov", "--database", "b"], "--by is required"],
  [["deny", "nov", "--database", "b", "--by", "x"], "--reason is required"],
  [["cancel", "nov", "--database", "b"], "--by is required"],
  [["cancel", "nov", "--store", "a", "--by", "x"], "--store and --by must not be given together"],
  [["policy", "--database", "b", "--by", "x"], "--approvers is required"],
  [["policy", "--database", "b", "--not-the-submitter"], "--approvers is required"],
  [["policy", "--database", "b", "--approvers", "2"], "--by is required"],
  [["policy", "--above", "TRY:1.234:2"], "--above can be read in two ways"],
  [["policy", "--above", "100"], "--above must be CURRENCY:AMOUNT:N"],
  [["policy", "--expires-after", "36"], "--expires-after must be a duration with its unit"],
  [["purge", "--before", "2026-02-30"], "--before must be a date"],
  [["purge", "--before", "tomorrow"], "--before must be a date"],
  [
    ["submit", "x.json", "--by", "x", "--authorize-at", "2026-12-01T09:00"],
    "--authorize-at must be a date and time with its",
  ],
  [["health", "--database", "http://[x"], "must be a connection string"],
  [["health", "--database", "postgres://localhost/x", "--schema", "No Name"], "schema must be a name of lower-case"],
])("%j is a wrong call", async (args, message) => {
  const { exitCode, stdout, stderr } = await runCli(args, english);
  expect([exitCode, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)]);
});

test("a database that cannot be reached is told without its password", async () => {
  const environment = { ...english, MASS_PAYOUT_DATABASE: "postgres://user:CANARY@127.0.0.1:1/payouts" };
  const { exitCode, stderr } = await runCli(["health"], environment);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("The database failed: ECONNREFUSED 127.0.0.1:1.")]);
  const turkish = await runCli(["health"], { ...environment, LANG: "tr_TR.UTF-8" });
  expect(turkish.exitCode).toBe(1);
  expect(turkish.stderr).toContain("Veritabanı hatası: ECONNREFUSED 127.0.0.1:1.");
  const unknown = await runCli(["list", "--database", "postgres://user:CANARY@none.invalid/payouts"], english);
  expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringMatching(/failed: \w+ none\.invalid\./)]);
  // Only what may have recorded something says how not to pay twice.
  const paid = await runCli(["cancel", "nov", "--by", "cfo"], environment);
  expect(stderr).not.toContain("no other way");
  expect(paid.stderr).toContain("ECONNREFUSED 127.0.0.1:1.");
  expect(paid.stderr).toContain("Pay the recipients in no other way.");
  expect(turkish.stderr).not.toContain("başka bir yolla");
  const paidTurkish = await runCli(["cancel", "nov", "--by", "cfo"], { ...environment, LANG: "tr_TR.UTF-8" });
  expect(paidTurkish.stderr).toContain("Alıcılara başka bir yolla ödeme yapmayın.");
});

test("a user of the database who may not do something is told which right is missing", async () => {
  const database = await createTestDatabase();
  await withSession(database, async (session) => {
    await session.query("create role clerk login password 'CANARY'");
    onTestFinished(() => withSession(database, async (again) => void (await again.query("drop role clerk"))));
  });
  const clerk = new URL(database);
  clerk.username = "clerk";
  clerk.password = "CANARY";
  const environment = { ...english, MASS_PAYOUT_DATABASE: clerk.href };
  const migrated = await runCli(["migrate"], environment);
  expect(migrated.exitCode).toBe(1);
  expect(joinLines(migrated.stderr)).toMatch(
    /permission denied for database \w+ \(42501\)\. The user of .* must be allowed/,
  );
  expect((await runCli(["migrate"], { ...environment, MASS_PAYOUT_DATABASE: database })).exitCode).toBe(0);
  const read = await runCli(["list", "--locale", "tr"], environment);
  expect([read.exitCode, joinLines(read.stderr)]).toEqual([1, expect.stringMatching(/\(42501\)\. .*yetkisi olmalı/)]);
});

test("a database without tables names the command that makes them, and that makes them", async () => {
  const database = await createTestDatabase();
  const environment = { ...english, MASS_PAYOUT_DATABASE: database, MASS_PAYOUT_SCHEMA: "shop_1" };
  const missing = await runCli(["approve", "nov", "--by", "finance-1"], environment);
  expect([missing.exitCode, missing.stderr]).toEqual([
    2,
    expect.stringContaining("mass-payout migrate --schema shop_1"),
  ]);
  const migrated = await runCli(["migrate"], environment);
  expect([migrated.exitCode, migrated.stdout]).toEqual([
    0,
    expect.stringContaining("The schema shop_1 has the tables"),
  ]);
  expect(migrated.stdout).toContain("No policy is stored");
  const unknown = await runCli(["approve", "nov", "--by", "finance-1"], environment);
  expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining("no payout with the key nov")]);
  const turkish = await runCli(["history", "nov", "--locale", "tr"], environment);
  expect([turkish.exitCode, turkish.stderr]).toEqual([2, expect.stringContaining("key'i nov olan bir ödeme yok")]);
});

test("the connection string and the key for plans are read from files, and the plan is stored encrypted", async () => {
  const merchant = await merchantWithDatabase();
  const { environment, folder, run, database } = merchant;
  delete environment["MASS_PAYOUT_DATABASE"];
  for (const [name, content] of Object.entries({
    MASS_PAYOUT_DATABASE: `${database}\n`,
    MASS_PAYOUT_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  })) {
    writeFileSync(join(folder, name), content);
    environment[`${name}_FILE`] = join(folder, name);
  }
  environment["MASS_PAYOUT_SCHEMA"] = "encrypted";
  expect((await run(["migrate"])).exitCode).toBe(0);
  expect((await merchant.submit("nov", 1)).exitCode).toBe(0);
  delete environment["MASS_PAYOUT_ENCRYPTION_KEY_FILE"];
  const without = await merchant.submit("dec", 1);
  expect([without.exitCode, without.stderr]).toEqual([2, expect.stringContaining("encryptionKey must be the one")]);
});

test("a plan is refused before it is stored: limits, a past time, another plan under the same key", async () => {
  const merchant = await merchantWithDatabase();
  const limited = await merchant.submit("nov", 2, "--max-amount", "5");
  expect([limited.exitCode, limited.stderr]).toEqual([2, expect.stringContaining("items[0].amount")]);
  const past = await merchant.submit("nov", 2, "--authorize-at", "2020-01-01T00:00Z");
  expect([past.exitCode, past.stderr]).toEqual([2, expect.stringContaining("--authorize-at must be in the future")]);
  expect((await merchant.submit("nov", 2)).exitCode).toBe(0);
  const other = merchant.write("other.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
  expect((await merchant.run(["submit", other, "--by", "finance-1"])).exitCode).toBe(2);
  // The key of a part of another payout.
  await merchant.submit("jan", 3, "--max-items", "2");
  const part = await merchant.submit("jan-p001", 1);
  expect([part.exitCode, part.stderr]).toEqual([
    2,
    expect.stringContaining("already has a payment with the key jan-p001"),
  ]);
});

test("at production, a new plan is stored only if its key is typed, or with --yes", async () => {
  const merchant = await merchantWithDatabase();
  merchant.environment["IYZICO_BASE_URL"] = "https://api.iyzipay.com";
  const unasked = await merchant.submit("nov", 1);
  expect([unasked.exitCode, unasked.stderr]).toEqual([2, expect.stringContaining("--yes is required at production")]);
  const file = join(merchant.folder, "nov.json");
  const submit = (...typed: string[]) => {
    const person = sitAtTerminal([["Type nov to go on: ", typed[0] ?? ""]]);
    return merchant.run(["submit", file, "--by", "finance-1"], { person });
  };
  const other = await submit("october");
  expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining("Something else was typed")]);
  expect(other.stderr).toMatch(/^PRODUCTION · api\.iyzipay\.com: real money/);
  expect((await merchant.run(["list"])).stdout).toContain("no such payouts");
  expect((await submit("nov")).stdout).toContain("nov is submitted by finance-1.");
  const stop = new AbortController();
  const leaving = sitAtTerminal([["Type ", () => void stop.abort()]]);
  const mar = merchant.write("mar.json", JSON.stringify({ key: "mar", items: itemsOf("mar", 1) }));
  const stopped = await merchant.run(["submit", mar, "--by", "x"], { person: leaving, signal: stop.signal });
  expect([stopped.exitCode, stopped.stderr]).toEqual([1, expect.stringContaining("Stopped: nothing was recorded.")]);
  // It is there already: nothing is stored, and nothing asked.
  expect((await merchant.submit("nov", 1)).exitCode).toBe(0);
  expect((await merchant.submit("dec", 1, "--yes")).exitCode).toBe(0);
});

test("a worker takes at most 8 payouts at once, and needs the keys of the merchant", async () => {
  const merchant = await merchantWithDatabase();
  const many = await merchant.run(["worker", "--concurrency", "9"]);
  expect([many.exitCode, many.stderr]).toEqual([2, expect.stringContaining("--concurrency must be at most 8")]);
  delete merchant.environment["IYZICO_API_KEY"];
  expect((await merchant.run(["worker"])).exitCode).toBe(2);
});

test.concurrent("an older Node is told which one is required, in both languages", async () => {
  const code = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "22.11.0" } });';
  for (const [locale, message] of Object.entries({
    en: "require Node 22.12 or newer; this is 22.11.0",
    tr: "Node 22.12",
  })) {
    const args = ["health", "--database", "postgres://localhost/x", "--locale", locale];
    const { exitCode, stderr } = await waitForExit(startCli(args, preload(code)));
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});

test.concurrent("without the package, its name and how to install it are told", async () => {
  const code = `import { registerHooks } from "node:module";
    registerHooks({ resolve(name, context, next) {
      return next(name === "@iyzico-mass-payout/durable" ? new URL("file:///none/'@iyzico-mass-payout/durable'").href : name, context);
    } });`;
  const args = ["health", "--database", "postgres://localhost/x"];
  const { exitCode, stderr } = await waitForExit(startCli(args, preload(code)));
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("npm install @iyzico-mass-payout/durable")]);
});
