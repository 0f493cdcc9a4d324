import { expect, test } from "vitest";
import { sitAtTerminal } from "../support/person.ts";
import { joinLines, withPlainSpaces } from "../support/run-cli.ts";
import { itemsOf, noDelays } from "../support/simulated-merchant.ts";
import { merchantWithDatabase } from "../support/submitted-payout.ts";

test("a plan that is submitted is paid by a worker, and its ledger and history are in the database", async () => {
  const merchant = await merchantWithDatabase();
  const submitted = await merchant.submit("nov", 2);
  expect(submitted.exitCode).toBe(0);
  expect(submitted.stderr).toMatch(/^TEST · 127\.0\.0\.1/);
  expect(submitted.stdout).toContain("nov is submitted by finance-1.");
  const untaken = await merchant.run(["status", "nov"]);
  expect([untaken.exitCode, joinLines(untaken.stdout)]).toEqual([
    5,
    expect.stringContaining("start one: mass-payout worker."),
  ]);
  const turkish = await merchant.run(["status", "nov", "--locale", "tr"]);
  expect(turkish.stdout).toMatch(/Kaydedildi +\S+Z {2}kaydeden: finance-1\n/);
  expect((await merchant.submit("nov", 2)).stdout).toContain("nov was submitted before");
  const worked = await merchant.workUntil(async () => (await merchant.read("nov")).outcome === "settled");
  expect(worked.exitCode).toBe(0);
  expect(worked.stderr).toMatch(/Z nov: Settled: all recipients are paid\.\nStopping/);
  expect(worked.stderr).toMatch(/The worker has stopped\.\n$/);
  expect(merchant.simulator.payouts[0]?.items.map(({ timesPaid }) => timesPaid)).toEqual([1, 1]);

  const status = await merchant.run(["status", "nov"]);
  expect(status.exitCode).toBe(0);
  expect(status.stdout).not.toContain("mass-payout worker");
  expect(withPlainSpaces(status.stdout)).toMatch(/2 {2}paid {2}TRY 21\.00/);
  expect(status.stdout).toMatch(/Submitted +\S+Z {2}by finance-1\n/);
  expect(status.stdout).toMatch(/Approved +\S+Z {2}by default\n/);

  const history = await merchant.run(["history", "nov"]);
  expect(history.stdout).toMatch(/Z {2}submitted +finance-1\n/);
  expect(history.stdout).toMatch(/init-accepted .* requestId \S+ · rejected 0\n/);
  const events = JSON.parse((await merchant.run(["history", "nov", "--json"])).stdout);
  expect(events.at(-1)).toMatchObject({ event: "settled" });

  const ledger = await merchant.run(["ledger"]);
  expect(withPlainSpaces(ledger.stdout)).toMatch(/1 {2}\S+Z {2}nov {5}nov-1 {2}paid {2}TRY 10\.50\n/);
  expect(ledger.stderr).toBe("The next entries: --since 2\n");
  const rest = JSON.parse((await merchant.run(["ledger", "--since", "1", "--json"])).stdout);
  expect(rest).toMatchObject([{ position: 2, payoutKey: "nov", itemExternalId: "nov-2", amount: "10.50" }]);
  const first = JSON.parse((await merchant.run(["ledger", "--limit", "1", "--payout", "nov", "--json"])).stdout);
  expect(first).toMatchObject([{ position: 1 }]);
  expect((await merchant.run(["ledger", "--since", "2"])).stderr).toBe("No final entries.\n");
  const csv = await merchant.run(["ledger", "--format", "csv", "--locale", "en"]);
  const [heading = "", ...rows] = csv.stdout.trimEnd().split("\r\n");
  expect(heading).toMatch(/^\uFEFFpayout_key,external_id,.*,entry_key,entry_kind,debit,credit,/);
  expect(rows).toHaveLength(4);
  expect(rows[0]).toMatch(/^nov,nov,\S+,nov-1,.*,paid,10\.50,,,$/);
  expect(rows[1]).toMatch(/,paid,,10\.50,,$/);
  expect((await merchant.run(["ledger", "--format", "csv", "--json"])).exitCode).toBe(2);

  expect((await merchant.run(["health"])).exitCode).toBe(0);
  const settled = await merchant.run(["deny", "nov", "--by", "finance-2", "--reason", "late"]);
  expect([settled.exitCode, settled.stderr]).toEqual([2, expect.stringContaining("nov is settled")]);
  expect((await merchant.run(["purge", "--before", "2020-01-01"])).stdout).toContain("0 payouts");
  expect((await merchant.run(["purge", "--before", "2999-01-01", "--json"])).stdout).toContain('"purged": 1');
});

test("two people approve exactly what is shown, and neither the submitter nor another digest counts", async () => {
  const merchant = await merchantWithDatabase({
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "dec-1" ? "rejected" : "paid"),
  });
  const { run } = merchant;
  const policy = await run([
    "policy",
    "--approvers",
    "1",
    "--not-the-submitter",
    "--above",
    "TRY:20:2",
    "--expires-after",
    "36h",
    "--by",
    "cfo",
  ]);
  expect(policy.exitCode).toBe(0);
  expect(joinLines(withPlainSpaces(policy.stdout))).toMatch(
    /1 person must approve each payout\. 2 people must approve a payout of more than TRY 20\.00\. The approval of the submitter does not count\. An approval counts for 36 hours\. .*whichever is stricter/,
  );
  await merchant.submit("dec", 4);
  expect((await run(["approve", "dec", "--by", "finance-2"])).stderr).toContain("dec shows nothing to approve now");
  const worked = await merchant.workUntil(async () => (await merchant.read("dec")).review !== undefined);
  expect(worked.stderr).toMatch(
    /Z dec: action required \(approval-required\)\. mass-payout status dec shows what to do\./,
  );
  const { review, requiredApprovals } = await merchant.read("dec");
  const digest = review?.digest ?? "";
  expect(requiredApprovals).toBe(2);

  const status = await run(["status", "dec"]);
  expect(status.exitCode).toBe(4);
  expect(status.stdout).toContain(`mass-payout approve dec --digest ${digest} --by NAME`);
  expect(status.stdout).toContain("Approvals of this review: 0 of 2.");
  expect(status.stdout).not.toContain("dec-4");
  const whole = await run(["status", "dec", "--all"]);
  expect(withPlainSpaces(whole.stdout)).toMatch(/\ndec-4 +MEMBER_ID +TRY 10\.50 +TRY 0\.00 +waiting +INIT\n/);
  expect(whole.stdout).not.toContain("member-secret");
  expect((await run(["health"])).exitCode).toBe(4);

  const unseen = await run(["approve", "dec", "--by", "finance-2"]);
  expect([unseen.exitCode, unseen.stdout]).toEqual([2, ""]);
  expect(withPlainSpaces(unseen.stderr)).toMatch(
    /\ndec-1 +MEMBER_ID +TRY 10\.50 .* rejected +INVALID.*\ndec-2 +MEMBER_ID +TRY 10\.50 /,
  );
  expect(unseen.stderr).not.toContain("member-secret");
  expect(withPlainSpaces(unseen.stderr)).toMatch(
    /Rejected by iyzico, will not be paid:.*dec-1.*TRY 31\.50 +3 recipients/s,
  );
  expect(unseen.stderr).toContain("--digest is required without a terminal");
  const wrong = await run(["approve", "dec", "--by", "finance-2", "--digest", "0".repeat(64)]);
  expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining("Nothing was recorded")]);
  const own = await run(["approve", "dec", "--by", " FINANCE-1", "--digest", digest]);
  expect([own.exitCode, own.stderr]).toEqual([2, expect.stringContaining("The submitter must not approve")]);

  const turkish = await run(["approve", "dec", "--by", "finance-1", "--digest", digest, "--locale", "tr"]);
  expect([turkish.exitCode, turkish.stderr]).toEqual([2, expect.stringContaining("Ödemeyi kaydeden onaylayamaz")]);
  for (const [args, text] of [
    [["status", "dec"], "İnceleme, digest'i ile onaylanmalı."],
    [["list"], "işlem gerekiyor"],
    [["health"], "İşlem gerekiyor"],
    [["history", "dec"], "Olay"],
    [["policy"], "Bir onay 36 saat geçerlidir."],
    [["ledger"], ""],
  ] as const) {
    const { stdout } = await run([...args, "--locale", "tr"]);
    expect(stdout, args[0]).toContain(text);
  }

  const refusing = sitAtTerminal([["Digest: ", "yes"]]);
  const refused = await run(["approve", "dec", "--by", "finance-2"], { person: refusing });
  expect([refused.exitCode, refused.stderr]).toEqual([4, expect.stringContaining("Not approved")]);
  const typing = sitAtTerminal([["Digest: ", digest.slice(0, 12)]]);
  const typed = await run(["approve", "dec", "--by", "finance-2", "--note", "checked"], { person: typing });
  expect(typed.exitCode).toBe(0);
  expect(typed.stdout).toBe("Recorded: 1 of 2 approvals. 1 more person must approve the same digest.\n");
  const again = await run(["approve", "dec", "--by", "Finance-2", "--digest", digest]);
  expect(again.stdout).toContain("Recorded: 1 of 2");
  const second = await run(["approve", "dec", "--by", "finance-3", "--digest", digest.slice(0, 12), "--json"]);
  expect(JSON.parse(second.stdout)).toEqual({ key: "dec", digest, approvals: 2, required: 2, isApproved: true });

  await merchant.workUntil(async () => (await merchant.read("dec")).outcome === "settled");
  const end = await run(["status", "dec"]);
  expect(end.exitCode).toBe(3);
  expect(end.stdout).toMatch(/Approved +\S+ {2}by finance-2 · checked\n/);
  expect(end.stdout).toMatch(/Approved +\S+ {2}by finance-3\n/);
  const times = merchant.simulator.payouts[0]?.items.map(({ timesPaid }) => timesPaid);
  expect(times?.filter((count) => count === 1)).toHaveLength(3);
  const csv = await run(["ledger", "--format", "csv"]);
  expect(csv.stdout).toContain("finance-2, finance-3");
});

test("a divided payout is reviewed as one, denied, resumed and cancelled", async () => {
  const merchant = await merchantWithDatabase();
  const { run } = merchant;
  await run(["policy", "--approvers", "1", "--by", "cfo"]);
  const submitted = await merchant.submit("jan", 5, "--max-items", "2", "--authorize-at", "2999-01-01T00:00Z");
  expect(submitted.stdout).toContain("It is paid in 3 parts.");
  await merchant.workUntil(async () => (await merchant.read("jan")).review !== undefined);

  const status = await run(["status", "jan"]);
  expect(withPlainSpaces(status.stdout)).toMatch(
    /jan-p001 +received +2 +TRY 21\.00 .*\njan-p002 .*\njan-p003 +received +1 +TRY 10\.50/,
  );
  expect(withPlainSpaces(status.stdout)).toMatch(/Would be paid +TRY 52\.50 +5 recipients/);
  expect(status.stdout).toMatch(/Not authorised before +2999-01-01T00:00:00Z\n/);
  const shown = await run(["approve", "jan", "--by", "finance-2"]);
  expect(shown.stderr).toContain("jan-p003");

  const denied = await run(["deny", "jan", "--by", "finance-2", "--reason", "wrong month"]);
  expect([denied.exitCode, denied.stdout]).toEqual([0, expect.stringContaining("jan is denied")]);
  expect((await run(["status", "jan", "--locale", "tr"])).stdout).toContain("  mass-payout resume jan --by AD\n");
  const afterwards = await run(["status", "jan"]);
  expect(afterwards.exitCode).toBe(4);
  expect(afterwards.stdout).toMatch(/Denied +\S+ {2}by finance-2 · wrong month\n/);
  expect(afterwards.stdout).toContain("mass-payout resume jan --by NAME");
  const approval = await run(["approve", "jan", "--by", "finance-3", "--digest", "0".repeat(12)]);
  expect([approval.exitCode, approval.stderr]).toEqual([2, expect.stringContaining("jan is denied")]);
  expect((await run(["resume", "jan", "--by", "finance-2"])).stdout).toContain("jan goes on");

  const cancelled = await run(["cancel", "jan", "--by", "finance-2", "--json"]);
  expect([cancelled.exitCode, JSON.parse(cancelled.stdout)]).toEqual([0, { key: "jan", authorised: [] }]);
  const late = await run(["approve", "jan", "--by", "finance-3"]);
  expect([late.exitCode, late.stderr]).toEqual([2, expect.stringContaining("is being cancelled")]);
  await merchant.workUntil(async () => (await merchant.read("jan")).outcome === "settled");
  expect(merchant.simulator.payouts.flatMap(({ items }) => items).every(({ timesPaid }) => timesPaid === 0)).toBe(true);
  expect((await run(["status", "jan"])).exitCode).toBe(3);
});

test("a payout that the balance does not cover names resume, which looks again at once, and never the same command", async () => {
  const merchant = await merchantWithDatabase({
    balance: "5",
    insufficientBalance: "goes-on",
    delays: { ...noDelays, resumed: 0 },
  });
  const { run, simulator } = merchant;
  await run(["policy", "--approvers", "1", "--by", "cfo"]);
  await merchant.submit("apr", 2);
  await merchant.workUntil(async () => (await merchant.read("apr")).review !== undefined);
  const short = await run(["status", "apr"]);
  expect(joinLines(short.stdout)).toContain("Fill it, commissions included, then resume: a worker polls it at once.");
  expect(short.stdout).toContain("  mass-payout resume apr --by NAME\n");
  expect(short.stdout).not.toContain("same command");
  const { review } = await merchant.read("apr");
  await run(["approve", "apr", "--by", "finance-2", "--digest", review?.digest ?? ""]);
  await merchant.workUntil(async () => (await merchant.read("apr")).action?.reason === "insufficient-balance");

  for (const [locale, phase, doubt] of [
    ["en", "received by iyzico, authorisation sent and not in effect", "not known yet"],
    ["tr", "iyzico talebi aldı, ödeme onayı gönderildi, işlenmedi", "henüz bilinmiyor"],
  ] as const) {
    const waiting = await run(["status", "apr", "--locale", locale]);
    expect(waiting.stdout).toContain(phase);
    expect(joinLines(waiting.stdout)).not.toContain(doubt);
    expect(waiting.stdout).toContain("  mass-payout resume apr --by ");
  }
  simulator.topUp("1000");
  const resumed = await run(["resume", "apr", "--by", "finance-1"]);
  expect(resumed.stdout).toContain("apr goes on: a worker polls it at once.");
  await merchant.workUntil(async () => (await merchant.read("apr")).outcome === "settled");
  expect(simulator.payouts[0]?.items.map(({ timesPaid }) => timesPaid)).toEqual([1, 1]);
});

test("a payout that iyzico already has is linked, and then needs a digest", async () => {
  const merchant = await merchantWithDatabase();
  const { run } = merchant;
  await merchant.iyzico.init({ externalId: "feb", items: itemsOf("feb", 1) });
  const [{ requestId } = { requestId: "" }] = merchant.simulator.payouts;
  await merchant.submit("feb", 1);
  await merchant.workUntil(async () => (await merchant.read("feb")).outcome === "action-required");
  const taken = await run(["status", "feb"]);
  expect(joinLines(taken.stdout)).toContain("If it is this payout, link its requestId.");
  expect(taken.stdout).toContain("mass-payout link feb ID --by NAME");
  const linked = await run(["link", "feb", requestId, "--by", "finance-2"]);
  expect([linked.exitCode, linked.stdout]).toEqual([0, expect.stringContaining(requestId)]);
  await merchant.workUntil(async () => (await merchant.read("feb")).review !== undefined);
  const shown = await run(["approve", "feb", "--by", "finance-2"]);
  expect(joinLines(shown.stderr)).toContain("An operator linked this payout");
  expect((await run(["link", "none", "1", "--by", "finance-2"])).exitCode).toBe(2);
});

test("payouts of a database are listed page by page", async () => {
  const merchant = await merchantWithDatabase();
  const { run, store } = merchant;
  expect((await run(["list"])).stdout).toBe("The database has no such payouts.\n");
  for (const key of ["one", "two", "three"]) await merchant.submit(key, 1);
  const first = await run(["list", "--limit", "2", "--outcome", "in-progress"]);
  expect(first.stdout).toMatch(/^Key .*\nthree .* finance-1\ntwo .* finance-1\n$/);
  const [, after = ""] = /mass-payout list --outcome in-progress --limit 2 --after (\S+)\n$/.exec(first.stderr) ?? [];
  const next = JSON.parse((await run(["list", "--after", after, "--json"])).stdout);
  expect(next).toMatchObject({ payouts: [{ key: "one", submittedBy: "finance-1", itemCount: 1 }] });
  expect((await run(["list", "--store", store])).stdout).toBe("The store has no payments.\n");
  const mixed = await run(["list", "--store", store, "--limit", "2"]);
  expect([mixed.exitCode, mixed.stderr]).toEqual([
    2,
    expect.stringContaining("--limit must be given with --database only"),
  ]);
});
