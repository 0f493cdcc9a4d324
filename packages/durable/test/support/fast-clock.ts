import { setTimeout } from "node:timers/promises";
import type { Clock } from "@iyzico-mass-payout/client";

const speed = 100;

/** A process's time that runs 100 times as fast, so that its pauses take little real time. */
export const fastClock: Clock = {
  now: () => performance.now() * speed,
  sleep: (milliseconds, signal) => setTimeout(milliseconds / speed, undefined, signal && { signal }),
};
