import { type Meter, processMeter } from "./meter.ts";

/** One way to do what a benchmark measures. */
export interface Contender {
  name: string;
  /** Does it once. A contender that returns no promise is never awaited: a promise alone costs some of a microsecond. */
  run(): unknown;
}

/** What one operation of a contender used in one round, in milliseconds. */
export interface Sample {
  cpuMs: number;
  wallMs: number;
}

/** How long and in which order to measure. */
export interface Effort {
  rounds: number;
  /** Each contender runs for about this long in each round. */
  batchMs: number;
  /** Each contender runs for at least this long before the first round. */
  warmUpMs: number;
  /** How many operations are in progress at once. 1 by default. */
  concurrency?: number;
}

/** The samples of each contender, one for each round: those at the same index are of the same round. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/**
 * Measures contenders in rounds: each runs in every round, so that whatever slows the machine for a while slows all of them.
 * Garbage is not collected between batches: forced collections make V8 drop the compiled code of every contender that had no turn since.
 */
export async function measureRounds(
  contenders: readonly Contender[],
  effort: Effort,
  meter: Meter = processMeter,
): Promise<Samples> {
  const { rounds, batchMs, warmUpMs, concurrency = 1 } = effort;
  const sizes = new Map<Contender, number>();
  for (const contender of contenders) {
    sizes.set(contender, await warmUp(contender, { batchMs, warmUpMs, concurrency }, meter));
  }
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of orderOf(contenders, round)) {
      const sample = await measureBatch(contender, sizes.get(contender) ?? 1, concurrency, meter);
      samples.get(contender.name)?.push(sample);
    }
  }
  return samples;
}

/**
 * The order of a round. Every second round runs backwards, and then the order is rotated by one: over twice as many rounds as
 * there are contenders, each comes twice at every place, and after either of its neighbours.
 */
export function orderOf<Each>(contenders: readonly Each[], round: number): Each[] {
  const first = Math.floor(round / 2) % contenders.length;
  const order = [...contenders.slice(first), ...contenders.slice(0, first)];
  return round % 2 === 0 ? order : order.reverse();
}

/** Runs a contender until its code is compiled, and returns how many operations fill a batch. */
async function warmUp(
  contender: Contender,
  { batchMs, warmUpMs, concurrency }: Required<Omit<Effort, "rounds">>,
  meter: Meter,
): Promise<number> {
  const begin = meter.wallMs();
  let size = concurrency;
  for (;;) {
    const { wallMs } = await measureBatch(contender, size, concurrency, meter);
    const isWarm = meter.wallMs() - begin >= warmUpMs;
    if (isWarm && wallMs * size >= batchMs / 2) return Math.max(concurrency, Math.round(batchMs / wallMs));
    if (wallMs * size < batchMs) size *= 2;
  }
}

async function measureBatch({ run }: Contender, size: number, concurrency: number, meter: Meter): Promise<Sample> {
  const [cpu, wall] = [meter.cpuMs(), meter.wallMs()];
  await runBatch(run, size, concurrency);
  return { cpuMs: (meter.cpuMs() - cpu) / size, wallMs: (meter.wallMs() - wall) / size };
}

async function runBatch(run: () => unknown, size: number, concurrency: number): Promise<void> {
  const first = run();
  let left = size - 1;
  if (!(first instanceof Promise)) {
    while (left-- > 0) run();
    return;
  }
  const runLane = async (begun?: Promise<unknown>) => {
    await begun;
    while (left-- > 0) await run();
  };
  await Promise.all(Array.from({ length: concurrency }, (_, lane) => runLane(lane === 0 ? first : undefined)));
}
