/** The simulator's time. Fits the client's option `clock`, so that both live in the same time. */
export interface SimulatorClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A clock, as the simulator itself uses it. */
export interface MovableClock extends SimulatorClock {
  /** Throws a TypeError when somebody else moves the clock. */
  advance(milliseconds: number): void;
}

/** The time of the vendor's example, so that answers look like those of the documents. */
const beginning = 1_759_155_442_830;

/** A clock on which a pause is over at once, and the time has passed. */
export function createVirtualClock(): MovableClock {
  let time = beginning;
  const advance = (milliseconds: number) => {
    if (!(Number.isFinite(milliseconds) && milliseconds >= 0)) {
      throw new RangeError("The clock moves by a number of milliseconds that is not negative.");
    }
    time += milliseconds;
  };
  return {
    now: () => time,
    advance,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      advance(milliseconds);
    },
  };
}

/** The caller's time. Pauses take as long as the runtime's timer says. */
export function clockOver(clock: { now(): number }): MovableClock {
  return {
    // As a method: `performance.now` works in no other way.
    now: () => clock.now(),
    advance() {
      throw new TypeError("The clock is the caller's, who alone can move it.");
    },
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          clearTimeout(timer);
          reject(signal?.reason);
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        }, milliseconds);
        signal?.addEventListener("abort", onAbort, { once: true });
      });
    },
  };
}
