/** Runs scheduled actions in the order of their times. */
export interface EventQueue {
  /** Schedules an action. Actions of one time run in the order in which they were scheduled. */
  schedule(at: number, act: (at: number) => void): void;
  /** Runs every action that is due at `now`, including the due ones that these actions schedule. */
  runUntil(now: number): void;
}

interface Event {
  readonly at: number;
  readonly act: (at: number) => void;
}

export function createEventQueue(): EventQueue {
  // Sorted by descending time: the next event is the last one, where pop() is cheap. A new event is inserted before
  // those of the same time, so it runs after them.
  const events: Event[] = [];
  return {
    schedule(at, act) {
      let from = 0;
      let to = events.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if ((events[middle] as Event).at > at) from = middle + 1;
        else to = middle;
      }
      events.splice(from, 0, { at, act });
    },
    runUntil(now) {
      for (let next = events.at(-1); next !== undefined && next.at <= now; next = events.at(-1)) {
        events.pop();
        next.act(next.at);
      }
    },
  };
}
