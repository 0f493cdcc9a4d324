import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const demo = fileURLToPath(new URL("../src/demo.ts", import.meta.url));

describe("the demo", () => {
  test("prints the documented example, ends by itself and succeeds", async () => {
    const { stdout, stderr } = await run(process.execPath, [demo, "--locale", "en"]);
    expect(stderr).toBe("");
    expect(stdout).toContain("Mass payout massPayoutId-323");
    expect(stdout).toContain("PUBLISHED_TO_QUEUE · in flight");
    expect(stdout).toMatch(/^ext-0077 .* waiting +INIT$/m);
    expect(stdout).toMatch(/^ext-0099 .* waiting +INIT$/m);
  });

  test("hands its arguments on, and its exit code is the tool's", async () => {
    const { stdout } = await run(process.execPath, [demo, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ massPayout: { totalAmount: "201" }, total: 2 });
    await expect(run(process.execPath, [demo, "--locale", "de"])).rejects.toMatchObject({ code: 2 });
  });
});

describe("the demo of pay", () => {
  const temporary = mkdtempSync(join(tmpdir(), "mass-payout-contract-"));
  const env = { ...process.env, TMPDIR: temporary };
  afterAll(() => rmSync(temporary, { recursive: true }));

  test("shows a review, has it approved, and ends with who is paid and where the money is", async () => {
    const { stdout, stderr } = await run(process.execPath, [demo, "pay", "--locale", "en"], { env });
    const [, command = "", digest = ""] = /^\$ (mass-payout pay .*) --approve (\w{64})$/m.exec(stderr) ?? [];
    expect(stderr).toContain(`\n$ ${command}\n`);
    const [review = "", end = ""] = stdout.split(digest).map((text) => text.replaceAll("\u00a0", " "));
    expect(review).toMatch(/^salary-2 .* refused +INVALID \(2030\)$/m);
    expect(review).toMatch(/^Would be paid +TRY 115,301\.25 +4 payees$/m);
    expect(end).toMatch(/^salary-3 .* refunded +DEPOSIT_SUCCESS$/m);
    expect(end).toMatch(/^Ordered +TRY 153,301\.25\nPaid +TRY 64,050\.85\nCommission +TRY 7\.50\nBack in the/m);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("has the result of the end alone on stdout when that is JSON", async () => {
    const { stdout } = await run(process.execPath, [demo, "pay", "--json"], { env });
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "settled",
      paid: "some",
      items: ["paid", "refused", "refunded", "paid", "paid"].map((state) => ({ state })),
      totals: { TRY: { paid: "64050.85", commission: "7.50", refund: "51252.90" } },
    });
  });

  test("fails as the tool does, and leaves nothing behind", async () => {
    const failing = run(process.execPath, [demo, "pay", "--locale", "de"], { env });
    await expect(failing).rejects.toMatchObject({ code: 2, stdout: "" });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("leaves nothing behind when it is stopped", async () => {
    const child = spawn(process.execPath, [demo, "pay"], { env, stdio: ["ignore", "ignore", "pipe"] });
    await once(child.stderr, "data");
    child.kill("SIGTERM");
    const [exitCode] = await once(child, "exit");
    expect(exitCode).not.toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
