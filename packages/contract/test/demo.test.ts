import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const demo = fileURLToPath(new URL("../src/demo.ts", import.meta.url));

test("the demo prints the documented example, ends by itself and succeeds", async () => {
  const { stdout, stderr } = await run(process.execPath, [demo, "--locale", "en"]);
  expect(stderr).toBe("");
  expect(stdout).toContain("Mass payout massPayoutId-323");
  expect(stdout).toContain("PUBLISHED_TO_QUEUE · in flight");
  expect(stdout).toMatch(/^ext-0077 .* waiting +INIT$/m);
  expect(stdout).toMatch(/^ext-0099 .* waiting +INIT$/m);
});

test("the demo hands its arguments on, and its exit code is the tool's", async () => {
  const { stdout } = await run(process.execPath, [demo, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ massPayout: { totalAmount: "201" }, total: 2 });
  await expect(run(process.execPath, [demo, "--locale", "de"])).rejects.toMatchObject({ code: 2 });
});
