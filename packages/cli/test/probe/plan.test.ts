import { readFileSync } from "node:fs";
import { compareAmounts, sumAmounts } from "@iyzico-mass-payout/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { allSeries } from "../../src/probe/all-series.ts";
import { questions } from "../../src/probe/experiments.ts";
import { planProbe } from "../../src/probe/plan.ts";
import { worstCaseOf } from "../../src/views/probe.ts";
import { runCli } from "../support/run-cli.ts";

const english = { LANG: "en_US.UTF-8" };
const dryRun = (...args: string[]) => runCli(["probe", "--dry-run", ...args], english);

/** Why no experiment asks a question of docs/unverified.md. */
type NotProbedReason =
  | "needs-address"
  | "takes-days"
  | "needs-top-up"
  | "needs-account"
  | "needs-flood"
  | "needs-failure"
  | "not-iyzico";

/** The questions of docs/unverified.md that no request to iyzico answers within an hour, with the reason. */
const notProbed: Readonly<Record<string, NotProbedReason>> = {
  "Do iyzico's servers break kept connections?": "takes-days",
  "Do Turkish IBANs with letters exist?": "needs-account",
  "What does nonWithdrawable do to an IBAN?": "needs-account",
  "Does iyzico continue by itself once the balance is filled?": "needs-top-up",
  "What does a second auth do once the balance is filled?": "needs-top-up",
  "May one item be listed more than once?": "needs-account",
  "What do SUCCESS and IYZICO_INSUFFICIENT_BALANCE mean for a payout?": "needs-failure",
  "Which status has a payout with some failed items?": "needs-account",
  "What is the official Turkish wording of the statuses?": "not-iyzico",
  "Can a final status of an item, or its commission, still change?": "takes-days",
  "Does a failed item cost commission?": "needs-account",
  "Is recipientName compared with the account's owner?": "needs-account",
  "How long may an item to a recipient who is not a member stay open?": "takes-days",
  "Does a payout have a webhook?": "needs-address",
  "Did a request take effect that failed without a documented code?": "needs-failure",
  "Did a request take effect that was answered with 50000?": "needs-flood",
  "What is the request limit?": "needs-flood",
  "Does npm accept trusted publishing from this workflow?": "not-iyzico",
  "What does a second run of the publish job do after a partial one?": "not-iyzico",
};

test("every question of docs/unverified.md and docs/verified.md is asked by one experiment, or is known not to be asked", () => {
  const headings = ["unverified", "verified"].flatMap((page) => {
    const document = readFileSync(new URL(`../../../../docs/${page}.md`, import.meta.url), "utf8");
    return document.match(/(?<=^### ).*/gm) ?? [];
  });
  expect([...Object.values(questions), ...Object.keys(notProbed)].sort()).toEqual(headings.sort());
});

test("every experiment belongs to one series", () => {
  const planned = allSeries.flatMap(({ experiments }) => experiments);
  expect(planned.sort()).toEqual(Object.keys(questions).sort());
});

test("the plan is printed without keys, in both languages, with each series, its steps and what it costs", async () => {
  const { exitCode, stdout, stderr } = await dryRun("--spend", "1.00");
  expect([exitCode, stderr]).toEqual([0, ""]);
  for (const { id, experiments } of allSeries) {
    expect(stdout).toMatch(new RegExp(`^${id} · At most: `, "m"));
    for (const experiment of experiments) expect(stdout).toContain(experiment);
  }
  expect(stdout).toContain("AUTH TWICE");
  expect(stdout).toContain("Nothing was sent.");
  const turkish = await dryRun("--locale", "tr");
  expect(turkish.stdout).toContain("Hiçbir ödeme onayı verilmez");
  expect(turkish.stdout).toContain("--spend gerekir");
});

test("what an auth above the balance pays is in the sum of the plan", async () => {
  const { stdout } = await dryRun("--spend", "70000");
  expect(stdout.replace(/\s+/g, " ")).toMatch(/recipients are paid (TRY )?70,000\.00/);
});

test("without --spend, no series that authorises is planned", async () => {
  const { stdout } = await dryRun("--json");
  const plan = JSON.parse(stdout);
  expect(plan.series.every(({ worstCase }: { worstCase: string }) => worstCase === "0")).toBe(true);
  const authorising = allSeries.filter(({ units, isAboveBalance }) => units > 0 || isAboveBalance);
  expect(plan.skipped).toEqual(
    authorising.flatMap(({ experiments }) => experiments.map((experiment) => ({ experiment, reason: "needs-spend" }))),
  );
});

test("at production, nothing is sent for recipients that are made up, and no auth is repeated", async () => {
  const { exitCode, stdout } = await dryRun(
    ...["--json", "--spend", "5", "--production", "--name", "Own Name"],
    ...["--recipient", "IBAN:TR330006100519786457841326"],
  );
  expect(exitCode).toBe(0);
  const { series } = JSON.parse(stdout);
  const planned = series.map((each: { series: string }) => each.series);
  expect(planned).toContain("watch-auth");
  for (const id of ["repeated-auth", "rejected-auth", "recipient-types", "sizes", "amount-limits"]) {
    expect(planned).not.toContain(id);
  }
});

test("what the planned series pay in the worst case is never more than --spend", () => {
  const cents = fc.integer({ min: 18, max: 100_000 }).map((amount) => (amount / 100).toFixed(2));
  const chosen = fc.subarray(Object.keys(questions));
  fc.assert(
    fc.property(cents, chosen, fc.boolean(), (spend, only, isProduction) => {
      const { series, unit } = planProbe({ spend, only, isProduction, hasOwnIban: true });
      const worst = sumAmounts(series.map((each) => worstCaseOf(each, unit) ?? "0"));
      expect(compareAmounts(worst, spend)).toBeLessThanOrEqual(0);
    }),
  );
});

test.each([
  [["--spend", "0.17"], "--spend must be at least 0.18"],
  [["--spend", "1.234"], "can be read in two ways"],
  [["--spend", "0"], "--spend must be an amount greater than 0"],
  [["--only", "nothing"], "nothing is not an experiment"],
  [["--production"], "--production requires --recipient TYPE:VALUE and --name NAME"],
  [["--recipient", "TR330006100519786457841326"], "--recipient must be TYPE:VALUE"],
  [["--recipient", "CARD:1", "--name", "N"], "--recipient must be TYPE:VALUE"],
  [["--recipient", "IBAN:TR330006100519786457841326"], "--name is required with an IBAN"],
  [["--recipient", "IBAN:TR340006100519786457841326", "--name", "N"], "--recipient: "],
  [["--recipient", "PHONE:0555"], "--recipient: "],
  [["--name", "N"], "--name must not be given without --recipient"],
])("the call %j is wrong, and says why", async (args, message) => {
  const { exitCode, stderr } = await dryRun(...args);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(stderr).not.toMatch(/TR34|0555/);
});

test.each([
  [["probe", "check"], "FILE is required"],
  [["probe", "look"], "must be one of check"],
  [["probe", "check", "/nowhere.json"], "/nowhere.json cannot be read (ENOENT)"],
])("the call %j is wrong", async (args, message) => {
  const { exitCode, stderr } = await runCli(args, english);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test("a shell completes the action", async () => {
  const { exitCode, stdout } = await runCli(["complete", "--", "probe", "ch"], english);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining("check")]);
});
