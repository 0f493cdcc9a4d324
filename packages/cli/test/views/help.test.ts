import { faultKinds, operationNames } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { type CommandName, commandHelp, overview } from "../../src/views/help.ts";
import { runCli } from "../support/run-cli.ts";

const commands = Object.keys(commandHelp) as CommandName[];
const variables = ["IYZICO_API_KEY", "IYZICO_SECRET_KEY", "IYZICO_BASE_URL", "IYZICO_SIGNED_TARGET"];

/** The options in a help text, without those that every command takes. */
function optionsIn(text: string): Set<string> {
  return new Set(text.match(/--[a-z-]+/g)?.filter((option) => !["--help", "--version"].includes(option)));
}

function maxLineLength(text: string): number {
  return Math.max(...text.split("\n").map(({ length }) => length));
}

describe("the overview", () => {
  test.each([[["--help"]], [["-h"]], [["cancel", "--help"]]])("is printed for %j", async (args) => {
    expect(await runCli(args, {})).toEqual({ exitCode: 0, stdout: overview, stderr: "" });
  });

  test("lists every command with all of its options", () => {
    for (const command of commands) {
      const [, synopsis = ""] = new RegExp(`^mass-payout ${command} (.*?)\n  \\w`, "ms").exec(overview) ?? [];
      expect(optionsIn(synopsis), command).toEqual(optionsIn(commandHelp[command]));
    }
  });

  test("fits on one screen", () => {
    expect(overview.split("\n").length).toBeLessThan(30);
    expect(maxLineLength(overview)).toBeLessThanOrEqual(120);
  });
});

describe("the help of a command", () => {
  test.each(commands)("%s is printed for --help and fits on a screen", async (command) => {
    const { exitCode, stdout } = await runCli([command, "--help"], {});
    expect([exitCode, stdout]).toEqual([0, commandHelp[command]]);
    expect(stdout.split("\n").length).toBeLessThan(50);
    expect(maxLineLength(stdout)).toBeLessThanOrEqual(120);
  });

  test.each(commands)("%s has only options that the command takes", async (command) => {
    for (const option of optionsIn(commandHelp[command])) {
      // "no" is a wrong value of every option, but the option itself must be known.
      const { stderr } = await runCli([command, `${option}=no`], {});
      expect(stderr, option).not.toContain("Unknown option");
    }
  });

  test("simulate names every operation of the simulator, and every fault of a request on a port", () => {
    const words = commandHelp.simulate.split(/[^a-z0-9-]+/);
    const onPort = faultKinds.filter((kind) => kind !== "connection-refused");
    expect(words).toEqual(expect.arrayContaining([...onPort, ...operationNames]));
    expect(words).not.toContain("connection-refused");
  });
});

test("every variable is in the overview and in the help of the commands that call iyzico", () => {
  for (const help of [overview, commandHelp.retrieve, commandHelp.pay]) {
    for (const variable of variables) expect(help).toContain(variable);
  }
});
