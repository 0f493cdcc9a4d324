import { type Amount, compareAmounts } from "@iyzico-mass-payout/client";
import type { ExperimentId, SkipReason } from "../messages/probe.js";
import { allSeries } from "./all-series.js";
import { unitOf } from "./budget.js";
import { questions } from "./experiments.js";
import type { Series } from "./series.js";

/** What a run may do. */
export interface ProbeLimits {
  /** What all auths together may pay; "0" without `--spend`. */
  spend: Amount;
  isProduction: boolean;
  /** Whether the recipient is an IBAN of the user's. */
  hasOwnIban: boolean;
  /** Only these experiments, and what they need; all if it is empty. */
  only: readonly string[];
}

/** What a run will do, before anything is sent. */
export interface ProbePlan {
  series: readonly Series[];
  /** The amount of an item. */
  unit: Amount;
  /** Experiments that are left out, with the reason. */
  skipped: readonly { experiment: ExperimentId; reason: SkipReason }[];
}

/** Chooses the series. Without a budget, none that authorises. */
export function planProbe({ spend, isProduction, hasOwnIban, only }: ProbeLimits): ProbePlan {
  const isPaying = compareAmounts(spend, "0") > 0;
  const skipped: ProbePlan["skipped"][number][] = [];
  const series = allSeries.filter(({ id, experiments, where, units, isAboveBalance }) => {
    // The signature is found out in each run: everything else is signed by it.
    const isChosen =
      only.length === 0 || id === "signature" || experiments.some((experiment) => only.includes(experiment));
    const reason = !isChosen
      ? "not-chosen"
      : isProduction && where === "sandbox"
        ? "sandbox-only"
        : isProduction && where === "own-iban" && !hasOwnIban
          ? "needs-own-iban"
          : (units > 0 || isAboveBalance) && !isPaying
            ? "needs-spend"
            : undefined;
    if (reason !== undefined) skipped.push(...experiments.map((experiment) => ({ experiment, reason }) as const));
    return reason === undefined;
  });
  const units = series.reduce((sum, { units: each }) => sum + each, 0);
  return { series, unit: unitOf(spend, units), skipped };
}

/** Whether a text names an experiment. */
export function isExperiment(text: string): text is ExperimentId {
  return Object.hasOwn(questions, text);
}
