import { expect, test } from "vitest";
import { runProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("msw");

test("its tests pass in `node --test`: the program's own client is answered by the simulator", async () => {
  const { exitCode, output } = await runProgram("msw", ["--test", "--test-reporter=tap", "pay-salaries.test.ts"], {});
  expect(output).toContain("# pass 4");
  expect(output).toContain("# fail 0");
  expect(exitCode).toBe(0);
});
