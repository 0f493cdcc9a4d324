// Where a simulated process may crash, and another one may run: the beginning and the end of a store call, a request or a pause.

/** Schedules processes that run at the same time: one at a time, from one boundary to the next. */
export class Turns {
  readonly #random: () => number;
  readonly #waiting: (() => void)[] = [];
  #running: number;

  constructor(running: number, random: () => number) {
    this.#running = running;
    this.#random = random;
  }

  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#grant();
    });
  }

  leave(): void {
    this.#running -= 1;
    this.#grant();
  }

  #grant(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#running) return;
    const [next] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
    next?.();
  }
}

/**
 * The boundaries of one process. What a crashed process awaits never resolves, so it does nothing more. A process has no
 * visible effect between two boundaries, so a crash at each boundary covers a crash between any two statements.
 */
export class Boundaries {
  readonly #crashesAt: number | undefined;
  readonly #turns: Turns;
  readonly #stop: AbortController = new AbortController();
  #count = 0;
  #onCrash = (): void => {};
  /** Resolves when the process crashes. */
  readonly crashed: Promise<"crashed"> = new Promise((resolve) => {
    this.#onCrash = () => resolve("crashed");
  });

  /** @param crashesAt the boundary at which the process crashes, counted from 0. */
  constructor(crashesAt: number | undefined, turns: Turns) {
    this.#crashesAt = crashesAt;
    this.#turns = turns;
  }

  /** Clears the timers of a process that has crashed. What rejects because of it gets no further than the next line. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Crashes now. */
  async crash(): Promise<void> {
    this.#onCrash();
    this.#stop.abort();
    await new Promise(() => {});
  }

  /** Runs between two boundaries. */
  async around<Value>(run: () => Promise<Value>): Promise<Value> {
    await this.#cross();
    try {
      return await run();
    } finally {
      await this.#cross();
    }
  }

  async #cross(): Promise<void> {
    const { signal } = this.#stop;
    if (!signal.aborted) await this.#turns.take();
    this.#count += 1;
    if (this.#count - 1 === this.#crashesAt) await this.crash();
    if (signal.aborted) await new Promise(() => {});
  }
}
