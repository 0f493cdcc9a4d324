import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@iyzico-mass-payout/client";
import type { DurableEvent } from "@iyzico-mass-payout/durable";
import { failureOf } from "../views/durable/event.js";

type QueueFailed = Extract<DurableEvent, { type: "queue-failed" }>;

/** What a watch of a worker's queue needs. */
interface QueueWatchParts {
  clock: Clock | undefined;
  /** Ends the watch. */
  signal: AbortSignal;
  /** Rejects if the database does not answer. */
  probe(): Promise<unknown>;
  onFailed(event: QueueFailed): void;
  onRecovered(): void;
}

/** How long a failure is not told again, and how long there must be none until the queue works again, in milliseconds. */
const quietMs = 10_000;

/**
 * Watches a worker's queue, which fails several times a second while the database is away: tells equal failures at most
 * once in 10 seconds, and once that there are none any more.
 *
 * @returns what takes the failures.
 */
export function watchQueue({
  clock,
  signal,
  probe,
  onFailed,
  onRecovered,
}: QueueWatchParts): (event: QueueFailed) => void {
  const now = () => (clock ?? performance).now();
  const pause = () => clock?.sleep(quietMs, signal) ?? sleep(quietMs, undefined, { signal });
  /** When each failure was told last. */
  const told = new Map<string, number>();
  let lastAt = 0;
  let isWatching = false;

  const isQuiet = () => now() - lastAt >= quietMs;

  async function awaitRecovery(): Promise<void> {
    do await pause();
    while (
      // No failures alone prove nothing: a connection may hang.
      !(isQuiet() && (await isAnswered()) && isQuiet())
    );
    isWatching = false;
    told.clear();
    onRecovered();
  }

  const isAnswered = () =>
    probe().then(
      () => true,
      () => false,
    );

  return (event) => {
    lastAt = now();
    const failure = failureOf(event.error);
    const toldAt = told.get(failure);
    if (toldAt === undefined || lastAt - toldAt >= quietMs) {
      told.set(failure, lastAt);
      onFailed(event);
    }
    if (isWatching) return;
    isWatching = true;
    // A pause rejects when the worker stops.
    awaitRecovery().catch(() => undefined);
  };
}
