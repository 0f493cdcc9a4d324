import type { Sample, Samples } from "./rounds.ts";
import { type Summary, summarise } from "./statistics.ts";

/** Summarises one quantity of a contender over all rounds. */
export function summaryOf(samples: Samples, name: string, quantity: (sample: Sample) => number): Summary {
  return summarise(samplesOf(samples, name).map(quantity));
}

/**
 * Summarises how a contender compares with another one. The ratio is taken within each round, before the median: a round in
 * which the machine was slow for all has the same ratio as any other.
 */
export function ratioOf(
  samples: Samples,
  name: string,
  reference: string,
  ratio: (sample: Sample, reference: Sample) => number,
): Summary {
  const references = samplesOf(samples, reference);
  return summarise(samplesOf(samples, name).map((sample, round) => ratio(sample, references[round] as Sample)));
}

function samplesOf(samples: Samples, name: string): readonly Sample[] {
  const found = samples.get(name);
  if (found === undefined) throw new Error(`${name} was not measured.`);
  return found;
}
