/** What is to happen at which time. */
export interface Agenda {
  schedule(at: number, act: (at: number) => void): void;
  /** Does all that is due, in the order of its times, and what it puts on the agenda in turn. */
  runUntil(now: number): void;
}

interface Entry {
  readonly at: number;
  readonly act: (at: number) => void;
}

export function createAgenda(): Agenda {
  // The next entry is the last one, where it is cheap to take. Of entries at one time the first that came is behind.
  const entries: Entry[] = [];
  return {
    schedule(at, act) {
      let from = 0;
      let to = entries.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if ((entries[middle] as Entry).at > at) from = middle + 1;
        else to = middle;
      }
      entries.splice(from, 0, { at, act });
    },
    runUntil(now) {
      for (let next = entries.at(-1); next !== undefined && next.at <= now; next = entries.at(-1)) {
        entries.pop();
        next.act(next.at);
      }
    },
  };
}
