import { faultKinds, operationNames } from "@iyzico-mass-payout/simulator";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { locales } from "../../src/messages/catalogs.ts";
import { type CommandName, commandGroups } from "../../src/messages/help.ts";
import { runCli } from "../support/run-cli.ts";

const commands = Object.keys(commandGroups) as CommandName[];
const calls = commands.flatMap((command) => locales.map((locale) => [command, locale] as const));

async function helpOf(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runCli([...args, "--help"], {});
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout;
}

function maxLineWidth(text: string): number {
  return Math.max(...text.split("\n").map((line) => stringWidth(line)));
}

describe.each(locales)("the overview in %s", (locale) => {
  test.each([[["--help"]], [["-h"]], [["help"]], [["nope", "--help"]]])("is printed for %j", async (args) => {
    const { exitCode, stdout } = await runCli([...args, "--locale", locale], {});
    expect(exitCode).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} +\\S`, "m"));
  });

  test("fits on a screen of 80 columns", async () => {
    const overview = await helpOf("--locale", locale);
    expect(overview.split("\n").length).toBeLessThan(60);
    expect(maxLineWidth(overview)).toBeLessThanOrEqual(80);
  });
});

describe("the help of a command", () => {
  test.each(calls)("%s in %s fits on 80 columns, and is the same as that of `help`", async (command, locale) => {
    const help = await helpOf(command, "--locale", locale);
    expect(maxLineWidth(help)).toBeLessThanOrEqual(80);
    expect((await runCli(["help", command, "--locale", locale], {})).stdout).toBe(help);
  });

  test.each(commands)("%s has only options that the command takes", async (command) => {
    const options = new Set((await helpOf(command)).match(/^ {2}--[a-z-]+/gm)?.map((option) => option.trim()));
    for (const option of options) {
      // Given twice, no option is complete: nothing runs.
      const { exitCode, stderr } = await runCli([command, option, option, option], { LANG: "en_US.UTF-8" });
      expect(stderr, option).not.toContain(`${option} is not an option`);
      expect(exitCode, option).toBe(2);
    }
  });

  test.each(locales)(
    "simulate names every operation of the simulator and every fault of a request, in %s",
    async (locale) => {
      const words = (await helpOf("simulate", "--locale", locale)).split(/[^a-z0-9-]+/);
      const onPort = faultKinds.filter((kind) => kind !== "connection-refused");
      expect(words).toEqual(expect.arrayContaining([...onPort, ...operationNames]));
      expect(words).not.toContain("connection-refused");
    },
  );
});

test("every variable of the environment is in the help of the commands that call iyzico", async () => {
  for (const command of ["retrieve", "pay"]) {
    const help = await helpOf(command);
    for (const variable of ["IYZICO_API_KEY", "IYZICO_SECRET_KEY", "IYZICO_BASE_URL", "IYZICO_SIGNED_TARGET"]) {
      expect(help).toContain(variable);
    }
  }
});
