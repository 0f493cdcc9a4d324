/** Runs scheduled actions in the order of their times. */
export interface EventQueue {
  /** Schedules an action. Actions of one time run in the order in which they were scheduled. */
  schedule(at: number, act: (at: number) => void): void;
  /** Runs every action that is due at `now`, including the due ones that these actions schedule. */
  runUntil(now: number): void;
}

interface Event {
  readonly at: number;
  /** The number of events that were scheduled before it. */
  readonly order: number;
  readonly act: (at: number) => void;
}

/**
 * A binary heap: the parent of the event at `index` is at `(index - 1) / 2`, and never after it. Inserting into a sorted list
 * would move half of all events for each of them.
 */
export function createEventQueue(): EventQueue {
  const heap: Event[] = [];
  let scheduled = 0;
  const swap = (one: number, other: number) => {
    [heap[one], heap[other]] = [heap[other] as Event, heap[one] as Event];
  };
  const isBefore = (one: number, other: number) => {
    const [first, second] = [heap[one] as Event, heap[other] as Event];
    return first.at < second.at || (first.at === second.at && first.order < second.order);
  };
  const takeFirst = () => {
    swap(0, heap.length - 1);
    heap.pop();
    for (let index = 0, next = 1; next < heap.length; next = 2 * index + 1) {
      if (next + 1 < heap.length && isBefore(next + 1, next)) next += 1;
      if (!isBefore(next, index)) return;
      swap(next, index);
      index = next;
    }
  };
  return {
    schedule(at, act) {
      heap.push({ at, order: scheduled, act });
      scheduled += 1;
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1;
        if (!isBefore(index, parent)) return;
        swap(index, parent);
        index = parent;
      }
    },
    runUntil(now) {
      for (let next = heap[0]; next !== undefined && next.at <= now; next = heap[0]) {
        takeFirst();
        next.act(next.at);
      }
    },
  };
}
