import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { createItems, retrievePath } from "../src/data/payouts.ts";
import { signByHand } from "../src/data/sign-by-hand.ts";
import { countModules, measureProcesses } from "../src/measure/process-rounds.ts";
import { startServer } from "../src/servers/start-server.ts";

test("a program is measured as a process: its CPU time, its memory and its modules", async () => {
  const busy = { name: "busy", args: ["-e", "while (process.cpuUsage().user < 300_000);"] };
  const samples = await measureProcesses([busy, { name: "idle", args: ["-e", "0"] }], 2);
  expect([...samples.values()].map(({ length }) => length)).toEqual([2, 2]);
  for (const { cpuMs, rssMb } of samples.get("busy") ?? []) {
    expect(cpuMs).toBeGreaterThanOrEqual(300);
    expect(rssMb).toBeGreaterThan(1);
  }
  // These files are without imports; the program itself is one module.
  const file = new URL("../src/measure/statistics.ts", import.meta.url).pathname;
  expect(await countModules({ name: "one file", args: [file] })).toBe(1);
});

test("a program that fails, or prints something else than it must, is refused with its output", async () => {
  const failing = { name: "failing", args: ["-e", "console.error('no such option'); process.exit(2)"] };
  await expect(measureProcesses([failing], 1)).rejects.toThrow("failing: exit code 2\nno such option");
  const wrong = {
    name: "wrong",
    args: ["-e", "console.log(39)"],
    problemOf: (stdout: string) => (stdout === "40\n" ? undefined : "it must print 40"),
  };
  await expect(measureProcesses([wrong], 1)).rejects.toThrow("wrong: it must print 40\n39");
});

test("the server answers a signed request with the requested page, and refuses another signature", async () => {
  const server = await startServer<{ connections: number }>("page-server");
  const body = JSON.stringify({ externalMassPayoutId: "payout-100", page: 2, size: 40 });
  const post = (headers: Record<string, string>) =>
    fetch(`${server.url}${retrievePath}?locale=tr`, { method: "POST", headers, body });
  const { massPayoutItems, total } = JSON.parse(await (await post(signByHand(retrievePath, body))).text());
  const ids = massPayoutItems.items.map(({ itemExternalId }: { itemExternalId: string }) => itemExternalId);
  expect(ids).toEqual(createItems(80, 20).map(({ itemExternalId }) => itemExternalId));
  expect(total).toBe(100);
  expect((await post(signByHand("/v1/mass/payout/init", body))).status).toBe(401);
  expect((await server.takeCounts()).connections).toBeGreaterThan(0);
  await server.stop();
  await expect(post({})).rejects.toThrow();
});

test("a server ends with the process that started it, also when that is killed", async () => {
  const module = new URL("../src/servers/start-server.ts", import.meta.url).href;
  const code = `import { startServer } from "${module}"; console.log((await startServer("page-server")).url);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = await once(createInterface(parent.stdout), "line");
  expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(401);
  parent.kill("SIGKILL");
  // Ends once the server no longer listens; a server that stayed would run into the time limit of the test.
  while (
    await fetch(url, { method: "POST", body: "{}" }).then(
      () => true,
      () => false,
    )
  );
});
