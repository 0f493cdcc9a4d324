/** The simulator's time. Implements the client's option `clock`, so that client and simulator can share one time. */
export interface SimulatorClock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Resolves after so many milliseconds: at once on the simulator's own clock, which moves by them; after a real timer
   * on the caller's clock. Rejects with the signal's reason when it aborts.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** The wall time: the same as `now`, so that the dates of a client's payments are the simulator's. */
  date(): number;
}

/** The clock as the simulator itself uses it. */
export interface MovableClock extends SimulatorClock {
  /**
   * Moves the time forward.
   *
   * @throws {RangeError} if `milliseconds` is negative or not finite.
   * @throws {TypeError} if the clock is the caller's.
   */
  advance(milliseconds: number): void;
}

/** The time of the vendor's example, so that answers resemble those of the documents. */
const initialTime = 1_759_155_442_830;

/** A clock that only `advance` and `sleep` move. A sleep ends at once, and its time has passed. */
export function createVirtualClock(): MovableClock {
  let time = initialTime;
  const advance = (milliseconds: number) => {
    if (!(Number.isFinite(milliseconds) && milliseconds >= 0)) {
      throw new RangeError("milliseconds must be a non-negative number.");
    }
    time += milliseconds;
  };
  const now = () => time;
  return {
    now,
    date: now,
    advance,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      advance(milliseconds);
    },
  };
}

/** A clock with the caller's time. A sleep takes as long as the runtime's timer. */
export function createCallersClock(clock: { now(): number }): MovableClock {
  // Called as a method: `performance.now` throws when it is detached.
  const now = () => clock.now();
  return {
    now,
    date: now,
    advance() {
      throw new TypeError("advance must not be called when the option clock is set: only the caller can move it.");
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
