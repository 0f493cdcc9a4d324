import { describe, expect, test } from "vitest";
import { isDigest, matchesDigest } from "../../src/commands/digest.ts";
import { sitAtTerminal } from "../support/person.ts";
import { joinLines, runCli } from "../support/run-cli.ts";
import { simulatePayment, timesPaid } from "../support/simulated-payment.ts";

const digest = "0123456789ab".padEnd(64, "c");

describe("the beginning of a digest", () => {
  test("approves with 12 characters or more, and not with fewer or others", () => {
    for (let length = 0; length <= 64; length += 1) {
      expect(matchesDigest(digest.slice(0, length), digest), String(length)).toBe(length >= 12);
    }
    expect(matchesDigest("0123456789AB", digest)).toBe(true);
    expect(matchesDigest("0123456789ac", digest)).toBe(false);
    // Only its beginning, and nothing behind it.
    expect(matchesDigest(digest.slice(1, 13), digest)).toBe(false);
    expect(matchesDigest(`${digest}c`, digest)).toBe(false);
  });

  test("has hexadecimal digits only", () => {
    for (const text of ["", "0123456789a", "0123456789ag", " 0123456789ab", "0123456789ab\n", "............"]) {
      expect(isDigest(text), JSON.stringify(text)).toBe(false);
    }
  });
});

/** A payment with a rejected item, and the digest of its review. */
async function reviewPayment() {
  const payment = await simulatePayment(["paid", "rejected"]);
  const { stdout } = await payment.pay();
  const [, digest = ""] = /--approve ([0-9a-f]{64})\n$/.exec(stdout) ?? [];
  return { ...payment, digest };
}

describe("pay --approve", () => {
  test("takes the first 12 characters of the digest, and keeps the whole one with the approver", async () => {
    const { pay, simulator, digest } = await reviewPayment();
    const { exitCode } = await pay(
      "--approve",
      digest.slice(0, 12).toUpperCase(),
      "--by",
      "Muhasebe",
      "--note",
      "checked",
    );
    expect(exitCode).toBe(3);
    expect(timesPaid(simulator)).toEqual([1, 0, 1]);
    const { approvals, isNew } = JSON.parse((await pay("--json")).stdout);
    expect(approvals).toMatchObject([{ digest, by: "Muhasebe", note: "checked" }]);
    expect(isNew).toBe(false);
  });

  test("approves a second auth with them too, which a function cannot", async () => {
    const { pay, simulator } = await simulatePayment();
    simulator.fault({ kind: "reset-before", operation: "auth" });
    await pay("--max-wait", "60");
    const { stdout } = await pay();
    const [digest = ""] = stdout.match(/\b[0-9a-f]{64}\b/) ?? [];
    expect((await pay("--approve", digest.slice(0, 12))).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("approves nothing with 12 wrong characters, and says so", async () => {
    const { pay, simulator, digest } = await reviewPayment();
    const wrong = digest.slice(0, 11) + (digest[11] === "0" ? "1" : "0");
    const { exitCode, stdout } = await pay("--approve", wrong, "--locale", "en");
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain("The digest given with --approve is not the digest of this review");
    expect(simulator.payouts).toMatchObject([{ auths: 0 }]);
  });

  test("approves nothing on a new payment that has nothing to approve, not even what the default would", async () => {
    const { pay, simulator } = await simulatePayment();
    expect((await pay("--approve", "0123456789ab")).exitCode).toBe(4);
    expect(simulator.payouts).toMatchObject([{ auths: 0 }]);
  });

  test.each([["0123456789a"], ["0123456789ag"], ["0".repeat(65)], [" 0123456789ab"]])(
    "refuses %j before anything is sent",
    async (given) => {
      const { pay, simulator } = await simulatePayment();
      const { exitCode, stderr } = await pay("--locale", "en", "--approve", given);
      expect(exitCode).toBe(2);
      expect(stderr).toContain("--approve must be a digest or its first characters: 12 to 64 of 0-9 and a-f.\n");
      expect(simulator.history).toEqual([]);
    },
  );
});

const prompt = "Digest: ";
const typeDigest = (length: number) => (shown: string) => (/\b[0-9a-f]{64}\b/.exec(shown)?.[0] ?? "").slice(0, length);

describe("the review on a terminal", () => {
  test("shows who is rejected and why first, and pays once the first 12 characters of its digest are typed", async () => {
    const { args, environment, clock, simulator } = await simulatePayment(["paid", "rejected"]);
    const person = sitAtTerminal([[prompt, typeDigest(12)]]);
    const call = [...args, "--locale", "en", "--by", "Muhasebe", "--quiet"];
    const { exitCode, stdout, stderr } = await runCli(call, environment, { person, clock });
    expect(exitCode).toBe(3);
    expect(timesPaid(simulator)).toEqual([1, 0, 1]);
    expect(stderr.replaceAll("\u00a0", " ").replace(/[0-9a-f]{64}/, "DIGEST")).toBe(
      `
Rejected by iyzico, will not be paid:
Item        Name           Amount  Reason
salaries-2  Alıcı İki  TRY 200.00  2030 IBAN invalid

Would be paid                   TRY 1,030.75  2 recipients
Would not be paid (rejected)      TRY 200.00  1 recipient
iyzico's own total                  1,030.75
Balance                       1,000,000.00  covers it, commission not included

Digest of this review:
  DIGEST
Type its first 12 characters to approve exactly this. Anything else does not
approve it.
Digest: 
`
        .replace("                   TRY 1,030.75", "                 TRY 1,030.75")
        .replace("      TRY 200.00  1", "    TRY 200.00  1")
        .replace("                  1,030.75", "                1,030.75"),
    );
    expect(stdout).toContain("by Muhasebe");
  });

  test.each([
    ["y", () => "y"],
    ["nothing", () => ""],
    ["11 characters", typeDigest(11)],
  ])("approves nothing if %s is typed", async (_, answer) => {
    const { args, environment, clock, simulator } = await simulatePayment(["paid", "rejected"]);
    const person = sitAtTerminal([[prompt, answer]]);
    const { exitCode, stdout, stderr } = await runCli([...args, "--locale", "en"], environment, { person, clock });
    expect(exitCode).toBe(4);
    expect(stderr).toContain("Not approved. No authorisation was sent now.\n");
    expect(stdout).toMatch(/--approve [0-9a-f]{64}\n$/);
    expect(simulator.payouts).toMatchObject([{ auths: 0 }]);
  });

  test("is shown again if it has changed meanwhile, and the first approval is void", async () => {
    const { args, environment, clock, simulator } = await simulatePayment([], { balance: "1" });
    const first = (shown: string) => {
      simulator.topUp("5000");
      return typeDigest(64)(shown);
    };
    const last = (shown: string) => (shown.match(/\b[0-9a-f]{64}\b/g)?.at(-1) ?? "").slice(0, 12);
    const person = sitAtTerminal([
      [prompt, first],
      [prompt, last],
    ]);
    const { exitCode, stderr } = await runCli([...args, "--locale", "en"], environment, { person, clock });
    expect(exitCode).toBe(0);
    expect(new Set(stderr.match(/\b[0-9a-f]{64}\b/g)).size).toBe(2);
    expect(joinLines(stderr)).toContain("the review has changed, or the digest is wrong");
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("is not asked about for another auth: iyzico must be asked first", async () => {
    const { args, environment, clock, simulator } = await simulatePayment();
    simulator.fault({ kind: "reset-before", operation: "auth" });
    const call = [...args, "--locale", "en"];
    await runCli([...call, "--max-wait", "60"], environment, { person: sitAtTerminal(), clock });
    const { exitCode, stdout, stderr } = await runCli(call, environment, { person: sitAtTerminal(), clock });
    expect(exitCode).toBe(4);
    expect(stderr).not.toContain(prompt);
    expect(joinLines(stdout)).toContain("Before another authorisation, ask iyzico");
    expect(simulator.payouts).toMatchObject([{ auths: 0 }]);
  });
});
