import { describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

/** What the script of a shell is told for a command line, of which the last word is completed. */
async function propose(...words: string[]): Promise<string[]> {
  const { exitCode, stdout } = await runCli(["complete", "--", ...words], {});
  expect(exitCode).toBe(0);
  return stdout.trimEnd().split("\n");
}

describe("completion", () => {
  test.each(["bash", "zsh", "fish", "powershell"])("prints a script for %s that asks for proposals", async (shell) => {
    const { exitCode, stdout } = await runCli(["completion", shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/mass-payout complete ('--'|--) /);
  });

  test("of another shell is a wrong call", async () => {
    const { exitCode, stderr } = await runCli(["completion", "csh", "--locale", "en"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("must be one of bash, zsh, fish, powershell.");
  });

  test("proposes commands with what they do, and no file names", async () => {
    const [proposal, directive] = await propose("retr");
    expect(proposal).toMatch(/^retrieve\t\S/);
    expect(directive).toBe(":4");
  });

  test("proposes the options of a command, and the values of an option", async () => {
    expect((await propose("pay", "plan.json", "--max-a"))[0]).toMatch(/^--max-amount\t/);
    expect(await propose("pay", "--locale", "")).toEqual([
      expect.stringMatching(/^tr\t/),
      expect.stringMatching(/^en\t/),
      ":4",
    ]);
  });

  test("leaves file names to the shell", async () => {
    expect(await propose("pay", "--store", "")).toEqual([":0"]);
  });
});
