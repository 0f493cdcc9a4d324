import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import { afterAll, describe, expect, test } from "vitest";

const demo = fileURLToPath(new URL("../src/demo/main.ts", import.meta.url));
// The limit ends a demo that hangs before its test ends, so that no process is left.
const options = { cwd: tmpdir(), timeLimitMs: 240_000 };
const run = (args: readonly string[], env = process.env) =>
  runProcess(process.execPath, [demo, ...args], { ...options, env });

describe("the demo", () => {
  test("prints the documented example, and ends with exit code 0", async () => {
    const { stdout, stderr } = await run(["--locale", "en"]);
    expect(stderr).toBe("");
    expect(stdout).toContain("Mass payout massPayoutId-323");
    expect(stdout).toContain("PUBLISHED_TO_QUEUE · in flight");
    expect(stdout).toMatch(/^ext-0077 .* waiting +INIT$/m);
    expect(stdout).toMatch(/^ext-0099 .* waiting +INIT$/m);
  });

  test("passes its arguments on, and has the tool's exit code", async () => {
    const { stdout } = await run(["--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ massPayout: { totalAmount: "201" }, total: 2 });
    expect(await run(["--locale", "de"])).toMatchObject({ problem: "exit code 2" });
  });
});

describe("the demo of pay", () => {
  const temporary = mkdtempSync(join(tmpdir(), "mass-payout-contract-"));
  const env = { ...process.env, TMPDIR: temporary };
  afterAll(() => rmSync(temporary, { recursive: true }));

  test("names the fault of a row, approves a review, and leaves a report of who is paid", async () => {
    const { stdout, stderr } = await run(["pay", "--locale", "en"], env);
    expect(stderr).toMatch(/^\$ mass-payout check maas\.csv /m);
    expect(stdout).toMatch(/^- row 4, column Tutar \(E4\): /m);
    const [, pay = "", digest = ""] = /^\$ (mass-payout pay .*) --approve (\w{12})$/m.exec(stderr) ?? [];
    expect(stderr).toContain(`\n$ ${pay} --new-store\n`);
    const [review = "", end = ""] = stdout.split(digest).map((text) => text.replaceAll("\u00a0", " "));
    expect(review).toMatch(/^Would be paid +TRY 102,050\.85 +4 recipients$/m);
    expect(end).toMatch(/^Ordered +TRY 153,301\.25\nRejected, not sent +TRY 51,250\.40\nPaid +TRY 89,550\.75\n/m);
    expect(end).toMatch(/^Commission +TRY 7\.50\nBack in the balance, commission included +TRY 12,502\.60$/m);

    const [report = ""] = /^\/.*report\.html$/m.exec(stderr) ?? [];
    expect(readdirSync(dirname(report))).toEqual(["report.html"]);
    expect(readFileSync(report, "utf8")).toContain("Alıcı Üç");
    rmSync(dirname(report), { recursive: true });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("prints the last result of pay alone on stdout with --json", async () => {
    const { stdout } = await run(["pay", "--json"], env);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "settled",
      paid: "some",
      items: ["paid", "paid", "rejected", "refunded", "paid"].map((state) => ({ state })),
      totals: { TRY: { paid: "89550.75", commission: "7.50", refund: "12502.60" } },
    });
    for (const name of readdirSync(temporary)) rmSync(join(temporary, name), { recursive: true });
  });

  test("has the tool's exit code on a failure, and leaves no file", async () => {
    expect(await run(["pay", "--locale", "de"], env)).toMatchObject({ problem: "exit code 2", stdout: "" });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("leaves no file when it is stopped", async () => {
    const child = spawn(process.execPath, [demo, "pay"], { env, stdio: ["ignore", "ignore", "pipe"] });
    await once(child.stderr, "data");
    child.kill("SIGTERM");
    const [exitCode] = await once(child, "exit");
    expect(exitCode).not.toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe("the demo of durable", () => {
  const temporary = mkdtempSync(join(tmpdir(), "mass-payout-contract-"));
  // As the system's own: Postgres does not run as root, and then as another user, who writes here too.
  chmodSync(temporary, 0o1777);
  const env = { ...process.env, TMPDIR: temporary };
  afterAll(() => rmSync(temporary, { recursive: true }));

  test("pays a spreadsheet although a worker is killed, and leaves no process and no file", async () => {
    const { stdout, stderr, problem } = await run(["durable", "--locale", "en"], env);
    expect(problem).toBeUndefined();
    expect(stderr.match(/^\$ .*/gm)?.map((line) => line.replace(/(?<=--digest )\w{12}/, "DIGEST"))).toEqual([
      "$ mass-payout migrate",
      "$ mass-payout policy --approvers 2 --not-the-submitter --by denetim",
      "$ mass-payout submit maas.csv --key maas-2026-11 --purpose SALARY --by finans-1",
      "$ mass-payout worker --poll-every 0.5 &",
      "$ mass-payout status maas-2026-11",
      "$ mass-payout approve maas-2026-11 --digest DIGEST --by finans-2",
      "$ mass-payout approve maas-2026-11 --digest DIGEST --by finans-3",
      "$ kill -9 %1",
      "$ mass-payout worker --poll-every 0.5 &",
      "$ mass-payout worker --poll-every 0.5 &",
      "$ mass-payout status maas-2026-11",
      "$ mass-payout ledger",
    ]);
    const text = stdout.replaceAll("\u00a0", " ");
    expect(text).toMatch(/^Approvals of this review: 0 of 2\.$/m);
    expect(text).toMatch(/^Paid +TRY 80,150\.75\nCommission +TRY 5\.00\n.* +TRY 51,252\.90$/m);
    // The books have each entry once, although the worker that sent the auth was killed.
    const booked = [...text.matchAll(/^ +\d+ .* maas-2026-11-(\d) +(\w+(?: \(commission\))?) +TRY ([\d,.]+)$/gm)];
    expect(booked.map(([, item, kind, amount]) => `${item} ${kind} ${amount}`).sort()).toEqual([
      "1 commission 2.50",
      "1 paid 42,150.75",
      "2 commission 2.50",
      "2 paid 38,000.00",
      "3 refund (commission) 2.50",
      "3 refund 51,250.40",
    ]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(countProcesses(temporary)).toBe(0);
  });
});

/** Counts the processes with a folder in their arguments or environment, as all have that the demo starts. */
function countProcesses(folder: string): number {
  const { stdout } = spawnSync("ps", ["axeww", "-o", "command="], { encoding: "utf8", maxBuffer: 2 ** 26 });
  return stdout.split("\n").filter((line) => line.includes(folder)).length;
}
