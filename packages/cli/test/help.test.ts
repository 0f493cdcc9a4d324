import { faultKinds, operationNames } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { helpOf, overview } from "../src/help.ts";
import { ran } from "./running.ts";

const commands = ["retrieve", "pay", "simulate"];

/** The options that a text explains or lists. */
function optionsIn(text: string): Set<string> {
  return new Set(text.match(/--[a-z-]+/g)?.filter((option) => !["--help", "--version"].includes(option)));
}

describe("the overview", () => {
  test.each([[["--help"]], [["-h"]]])("is there with %j and no environment", async (args) => {
    const { exitCode, stdout, stderr } = await ran(args, {});
    expect([exitCode, stdout, stderr]).toEqual([0, overview, ""]);
  });

  test("lists every command with all of its options, and the environment", () => {
    for (const command of commands) {
      const [, synopsis = ""] = new RegExp(`^mass-payout ${command} (.*?)\n  \\w`, "ms").exec(overview) ?? [];
      expect(optionsIn(synopsis), command).toEqual(optionsIn(helpOf.get(command) ?? ""));
    }
    for (const name of ["IYZICO_API_KEY", "IYZICO_SECRET_KEY", "IYZICO_BASE_URL"]) expect(overview).toContain(name);
  });

  test("fits on one screen", () => {
    const lines = overview.split("\n");
    expect(lines.length).toBeLessThan(30);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });
});

describe("the help of a command", () => {
  test.each(commands)("%s is there and fits on a screen", async (command) => {
    const { exitCode, stdout } = await ran([command, "--help"], {});
    expect([exitCode, stdout]).toEqual([0, helpOf.get(command)]);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(stdout.split("\n").length).toBeLessThan(50);
  });

  test.each(commands)("%s names options that the command takes", async (command) => {
    for (const option of optionsIn(helpOf.get(command) ?? "")) {
      // Whatever else is wrong with the call then.
      const { stderr } = await ran([command, `${option}=no`], {});
      expect(stderr, option).not.toContain("Unknown option");
    }
  });

  test("simulate names every fault and operation of the simulator", () => {
    const words = helpOf.get("simulate")?.split(/[^a-z0-9-]+/) ?? [];
    expect(words).toEqual(expect.arrayContaining([...faultKinds, ...operationNames]));
  });
});

test("the version is the package's", async () => {
  expect((await ran(["--version"], {})).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
