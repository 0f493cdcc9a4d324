import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sumAmounts } from "@iyzico-mass-payout/client";
import { defaultDelays, type Simulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { isIban } from "../../src/probe/recording/account-forms.ts";
import type { Recording } from "../../src/probe/recording/recording.ts";
import { createInstantClock } from "./instant-clock.ts";
import { type RelayedRequest, startRelay } from "./relay.ts";
import { type CliResult, runCli } from "./run-cli.ts";
import { type Intercept, type SimulatedMerchant, simulateMerchant } from "./simulated-merchant.ts";

/** A merchant whose iyzico is probed, with a clock that both share, so that an hour takes no time. */
export interface ProbedMerchant extends SimulatedMerchant {
  record: string;
  /** Runs `probe`, with `--record`. */
  probe(...args: readonly string[]): Promise<CliResult>;
  /** Has every answer changed on its way. */
  changeAnswers(change: (answer: string, request: RelayedRequest) => string): Promise<void>;
  /** What was recorded. */
  readRecording(): Recording;
  /** What an experiment found, as `answered: code` or `open: reason`. */
  found(experiment: string): string | undefined;
}

/** @param options of the simulator. It rejects IBANs with wrong check digits, and takes the default time for each step. */
export async function probeMerchant(options: SimulatorOptions = {}, intercept?: Intercept): Promise<ProbedMerchant> {
  const clock = createInstantClock();
  const merchant = await simulateMerchant(
    {
      clock: { now: clock.now },
      delays: defaultDelays,
      outcomeOf: ({ recipientType, recipientInfo }) =>
        recipientType === "IBAN" && !isIban(recipientInfo) ? "rejected" : "paid",
      ...options,
    },
    intercept,
  );
  const record = join(merchant.folder, "recording.json");
  const readRecording = (): Recording => JSON.parse(readFileSync(record, "utf8"));
  return {
    ...merchant,
    record,
    probe: (...args) => runCli(["probe", "--record", record, ...args], merchant.environment, { clock }),
    async changeAnswers(change) {
      merchant.environment.IYZICO_BASE_URL = await startRelay(merchant.simulator, () => undefined, { change });
    },
    readRecording,
    found(experiment) {
      const finding = existsSync(record)
        ? readRecording().findings.find(({ experiment: id }) => id === experiment)
        : undefined;
      return finding && `${finding.status}: ${finding.answer}`;
    },
  };
}

/** What left the balance for good: what recipients received, and commissions. */
export function paidBy({ payouts }: Pick<Simulator, "payouts">): string {
  return sumAmounts(payouts.flatMap(({ items }) => items.flatMap((item) => [item.received, item.commissionPaid])));
}

/** Options that run only these experiments, and those that share their steps. */
export function only(...experiments: readonly string[]): string[] {
  return experiments.flatMap((experiment) => ["--only", experiment]);
}
