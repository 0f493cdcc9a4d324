import fc from "fast-check";
import { expect, test } from "vitest";
import { createEventQueue } from "../../src/model/event-queue.ts";

test("events run in the order of their times, and those of one time as they were scheduled", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), fc.nat({ max: 20 }), (times, until) => {
      const queue = createEventQueue();
      const ran: [at: number, index: number][] = [];
      for (const [index, time] of times.entries()) queue.schedule(time, (at) => ran.push([at, index]));
      const expected = times
        .map((at, index): [at: number, index: number] => [at, index])
        .sort(([one], [other]) => one - other);
      queue.runUntil(until);
      expect(ran).toEqual(expected.filter(([at]) => at <= until));
      queue.runUntil(20);
      expect(ran).toEqual(expected);
    }),
  );
});

test("an event that a due event schedules runs in the same run, if it is due too", () => {
  const queue = createEventQueue();
  const ran: string[] = [];
  queue.schedule(1, (at) => {
    ran.push("first");
    queue.schedule(at + 2, () => ran.push("scheduled"));
    queue.schedule(at + 9, () => ran.push("later"));
  });
  queue.schedule(2, () => ran.push("second"));
  queue.runUntil(5);
  expect(ran).toEqual(["first", "second", "scheduled"]);
});
