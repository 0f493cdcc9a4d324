import { describe, expect, test } from "vitest";
import type { Output } from "../../src/terminal/output.ts";
import { pageJson, withServer } from "../support/http-server.ts";
import { keys, runCli } from "../support/run-cli.ts";

const sequence = "\u001b";
const colourTerminal: Partial<Output> = { isTTY: true, hasColors: () => true };

async function printedBy(terminal: Partial<Output>, variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await withServer(pageJson({ items: [{ itemStatus: "SUCCESS" }] }), (url) =>
    runCli(["retrieve", "--request-id", "1"], { ...keys, IYZICO_BASE_URL: url, ...variables }, { terminal }),
  );
  return stdout;
}

describe("the output is coloured", () => {
  test("on a terminal with colours", async () => {
    expect(await printedBy(colourTerminal)).toContain(`${sequence}[32mödendi`);
  });

  test("on a terminal with colours if NO_COLOR is empty, as its standard says", async () => {
    expect(await printedBy(colourTerminal, { NO_COLOR: "" })).toContain(sequence);
  });

  test("without a terminal if FORCE_COLOR is set", async () => {
    expect(await printedBy({}, { FORCE_COLOR: "1" })).toContain(sequence);
  });

  test("in the same columns as without colour", async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
    const withoutEscapes = (await printedBy(colourTerminal)).replace(/\u001b\[\d+m/g, "");
    expect(withoutEscapes).toBe(await printedBy({}));
  });
});

describe("the output is not coloured", () => {
  test.each<[string, Partial<Output>, NodeJS.ProcessEnv]>([
    ["in a pipe", {}, {}],
    ["on a terminal without colours", { isTTY: true, hasColors: () => false }, {}],
    ["if NO_COLOR is set", colourTerminal, { NO_COLOR: "1" }],
    ["if NO_COLOR and FORCE_COLOR are set", {}, { NO_COLOR: "1", FORCE_COLOR: "1" }],
    ["if FORCE_COLOR is 0", colourTerminal, { FORCE_COLOR: "0" }],
  ])("%s", async (_, terminal, variables) => {
    expect(await printedBy(terminal, variables)).not.toContain(sequence);
  });
});
