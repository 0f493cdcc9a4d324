// People at work, in a process of its own: submits plans, and approves, denies, resumes and cancels payouts, at random but
// carefully: a second auth is approved only if the vendor has shown for long that there was none.
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createDurablePayouts, type PayoutReport, type PayoutSummary } from "../../src/index.ts";
import { maxItems, planOf } from "../simulation/plans.ts";
import { randomOf } from "../simulation/random.ts";
import { clientOptions, type ProcessConfig, payoutsOptions } from "./process-config.ts";

/** What the process is started with. */
export interface PeopleConfig extends ProcessConfig {
  seed: number;
  name: string;
  /** How many plans it submits. 0 if others submit. */
  submits: number;
  /** The pause between submissions, in milliseconds. */
  submitEveryMs: number;
  /** Whether they approve another auth after one whose effect is unknown. */
  approveAgain: boolean;
}

/** One line of its output: a call before it begins, and what came of it. */
export interface PeopleLine {
  action: "submit" | "approve" | "deny" | "resume" | "cancel";
  state: "begins" | "done" | "refused" | "unknown";
  key: string;
  at: number;
  /** Who, as one name. */
  person?: string;
  digest?: string;
  /** Whether the digest is of a review that says that an auth may have been sent before. */
  isAgain?: boolean;
  /** The parts that a denial or a cancel came too late for. */
  authorised?: readonly string[];
  isApproved?: boolean;
  message?: string;
}

/** A message to the process. */
export type PeopleMessage =
  /** The database has lost commits: all plans are submitted again. */
  | { type: "submit-again" }
  /** From now on they only approve, and take denials back. */
  | { type: "finish" }
  /** They do not wait for the next poll of these payouts. */
  | { type: "resume"; keys: readonly string[] };

const config: PeopleConfig = JSON.parse(process.argv[2] as string);
const random = randomOf(config.seed, config.name);
const client = createMassPayoutClient(clientOptions(config));
const payouts = createDurablePayouts({ ...payoutsOptions(config), client, maxItems });

const submitter = "clerk";
const approvers = ["finance-1", "finance-2", "finance-3"];
/** The approvals that were given. Some are given again. */
const given = new Set<string>();
let isFinishing = false;
let submitted = 0;

const now = () => Math.round(performance.timeOrigin + performance.now());

/** One person writes its name in many ways, and is one person all the same. */
function spell(person: string): string {
  const spellings = [person, ` ${person}`, person.toUpperCase(), `${person}  `];
  return random.pick(spellings);
}

/** Calls, and says so before and after. Nothing that fails here ends the process. */
async function act(
  action: PeopleLine["action"],
  key: string,
  details: Partial<PeopleLine>,
  call: () => Promise<unknown>,
): Promise<boolean> {
  const say = (state: PeopleLine["state"], more: object = {}) =>
    writeSync(1, `${JSON.stringify({ action, state, key, at: now(), ...details, ...more })}\n`);
  say("begins");
  try {
    const { authorised, isApproved } = Object(await call()) as Partial<PeopleLine>;
    say("done", { authorised, isApproved });
    return true;
  } catch (error) {
    const { outcome, message } = Object(error) as { outcome?: string; message?: string };
    say(outcome === "not-sent" ? "refused" : "unknown", { message });
    return false;
  }
}

async function submitAll(): Promise<void> {
  for (;;) {
    if (submitted >= config.submits) {
      await setTimeout(200);
      continue;
    }
    const plan = planOf(config.seed, submitted);
    const isDone = await act("submit", plan.key, { person: submitter }, () =>
      payouts.submit(plan, { by: spell(submitter) }),
    );
    if (isDone) submitted += 1;
    await setTimeout(isDone ? config.submitEveryMs : 500);
  }
}

/** Whether an auth may have been sent before. The review is shown only after polls have shown INIT for `notFoundGraceMs`. */
function isAgain({ review }: PayoutReport): boolean {
  return review?.parts.some(({ review: { earlierAuths } }) => earlierAuths > 0) === true;
}

/** Whether nothing speaks against an approval. */
function isApprovable(report: PayoutReport): boolean {
  const isInit = report.review?.parts.every(({ review: { payoutStatus } }) => payoutStatus === "INIT") === true;
  return isInit && (config.approveAgain || !isAgain(report));
}

async function decide({ key }: PayoutSummary): Promise<void> {
  const report = await payouts.get(key);
  if (report === undefined) return;
  const person = random.pick(approvers);
  if (report.denial !== undefined) {
    if (isFinishing || random.chance(0.3)) {
      await act("resume", key, { person }, () => payouts.resume(key, { by: spell(person) }));
    }
    return;
  }
  const { review } = report;
  const drawn = isFinishing ? 1 : random.next();
  if (drawn < 0.03) await act("cancel", key, { person }, () => payouts.cancel(key, { by: spell(person) }));
  else if (drawn < 0.08) {
    await act("deny", key, { person }, () => payouts.deny(key, { by: spell(person), reason: "Asked again." }));
  } else if (review === undefined) {
    if (drawn < 0.3) await act("resume", key, { person }, () => payouts.resume(key, { by: spell(person) }));
  } else if (isApprovable(report)) {
    const by = drawn < 0.12 ? submitter : person;
    const { digest } = review;
    const approval = `${key} ${digest} ${by}`;
    if (given.has(approval) && random.chance(0.9)) return;
    given.add(approval);
    await act("approve", key, { person: by, digest, isAgain: isAgain(report) }, () =>
      payouts.approve(key, digest, { by: spell(by) }),
    );
  }
}

async function decideAll(): Promise<void> {
  for (;;) {
    try {
      let after: string | undefined;
      do {
        const page = await payouts.list({ outcome: "action-required", limit: 50, after });
        for (const summary of page.payouts) await decide(summary);
        after = page.next;
      } while (after !== undefined);
    } catch {
      // The database is away.
    }
    await setTimeout(300);
  }
}

async function resumeAll(keys: readonly string[]): Promise<void> {
  for (const key of keys) await act("resume", key, {}, () => payouts.resume(key, { by: spell("finance-1") }));
}

const input = createInterface({ input: process.stdin });
input.on("close", () => process.exit(0));
input.on("line", (line) => {
  const message: PeopleMessage = JSON.parse(line);
  if (message.type === "submit-again") submitted = 0;
  else if (message.type === "finish") isFinishing = true;
  else resumeAll(message.keys);
});

await Promise.all([submitAll(), decideAll()]);
