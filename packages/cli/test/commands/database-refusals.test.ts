import { expect, test } from "vitest";
import { sitAtTerminal } from "../support/person.ts";
import { joinLines } from "../support/run-cli.ts";
import { noDelays } from "../support/simulated-merchant.ts";
import { merchantWithDatabase } from "../support/submitted-payout.ts";

/** Every step but the first takes an hour: an authorised payout stays one. */
const slow = { ...noDelays, queued: 3_600_000 };

test("a payout that is authorised cannot be stopped: deny is recorded and says so, cancel is refused", async () => {
  const merchant = await merchantWithDatabase({ delays: slow });
  const { run } = merchant;
  await merchant.submit("nov", 1);
  await merchant.workUntil(async () => (await run(["list", "--json"])).stdout.includes('"authorised"'));
  const denied = await run(["deny", "nov", "--by", "finance-2", "--reason", "wrong month"]);
  expect([denied.exitCode, joinLines(denied.stdout)]).toEqual([
    4,
    expect.stringMatching(/nov is denied.* not to be stopped any more: nov\./),
  ]);
  const cancelled = await run(["cancel", "nov", "--by", "finance-2"]);
  expect([cancelled.exitCode, cancelled.stdout, joinLines(cancelled.stderr)]).toEqual([
    2,
    "",
    expect.stringMatching(/authorised, and cannot be cancelled any more.* Nothing was recorded/),
  ]);
});

test("a settled payout has nothing to approve, and health has the same numbers as JSON", async () => {
  const merchant = await merchantWithDatabase();
  const { run } = merchant;
  await merchant.submit("nov", 1);
  const worked = await merchant.workUntil(async () => (await merchant.read("nov")).outcome === "settled", "--json");
  expect(
    worked.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).type),
  ).toEqual(["started", "settled", "stopping", "stopped"]);
  expect(worked.stderr).not.toContain("stopped");
  const approved = await run(["approve", "nov", "--by", "finance-2"]);
  expect([approved.exitCode, approved.stdout, approved.stderr]).toEqual([
    2,
    "",
    expect.stringContaining("nov is settled"),
  ]);
  const health = await run(["health", "--json"]);
  expect([health.exitCode, JSON.parse(health.stdout)]).toMatchObject([
    0,
    { open: {}, actionRequired: {}, overdue: 0, failing: [] },
  ]);
  expect(JSON.parse((await run(["policy", "--json"])).stdout)).toEqual({ policy: null });
});

test("with --quiet a plan is submitted without a word on where it goes, and a worker that is stopped while it starts ends", async () => {
  const merchant = await merchantWithDatabase();
  const submitted = await merchant.submit("nov", 1, "--quiet");
  expect([submitted.exitCode, submitted.stderr]).toEqual([0, ""]);
  const stop = new AbortController();
  stop.abort();
  const worked = await merchant.run(["worker", "--json"], { signal: stop.signal });
  expect([worked.exitCode, worked.stdout.match(/"type":"\w+"/g)?.at(-1)]).toEqual([0, '"type":"stopped"']);
  expect(merchant.simulator.history.filter(({ operation }) => operation === "auth")).toEqual([]);
});

test("an approver who stops at the question approves nothing, and another schema is named in every line", async () => {
  const merchant = await merchantWithDatabase();
  const schema = ["--schema", "other"];
  const run = (args: readonly string[], options?: Parameters<typeof merchant.run>[1]) =>
    merchant.run([...args, ...schema], options);
  await run(["migrate"]);
  await run(["policy", "--approvers", "1", "--by", "cfo"]);
  await merchant.submit("nov", 1, ...schema);
  await merchant.workUntil(async () => (await run(["status", "nov"])).stdout.includes("approve nov"), ...schema);
  expect((await run(["status", "nov"])).stdout).toMatch(
    /mass-payout approve nov --digest \w+ --by NAME --schema other\n/,
  );

  const stop = new AbortController();
  const person = sitAtTerminal([
    [
      "Digest: ",
      () => {
        stop.abort();
        return undefined;
      },
    ],
  ]);
  const stopped = await run(["approve", "nov", "--by", "finance-2"], { person, signal: stop.signal });
  expect([stopped.exitCode, stopped.stdout]).toEqual([1, ""]);
  expect(JSON.parse((await run(["status", "nov", "--json"])).stdout).approvals).toEqual([]);
});

test("an approver of a payout whose auth may have been sent is told so before the review", async () => {
  const merchant = await merchantWithDatabase();
  const { run, simulator } = merchant;
  await run(["policy", "--approvers", "1", "--by", "cfo"]);
  await merchant.submit("nov", 1);
  await merchant.workUntil(async () => (await merchant.read("nov")).review !== undefined);
  const { review } = await merchant.read("nov");
  await run(["approve", "nov", "--by", "finance-2", "--digest", review?.digest ?? ""]);
  simulator.fault({ kind: "reset-before", operation: "auth" });
  const again = await merchant.workUntil(
    async () => (await merchant.read("nov")).action?.reason === "auth-outcome-unknown",
    "--json",
  );
  expect(again.stdout).toContain('"reason":"auth-outcome-unknown"');
  const shown = await run(["approve", "nov", "--by", "finance-2"]);
  expect([shown.exitCode, joinLines(shown.stderr)]).toEqual([
    2,
    expect.stringContaining("An authorisation was sent, and iyzico showed no effect of it."),
  ]);
  expect(simulator.payouts).toMatchObject([{ auths: 0 }]);
});
