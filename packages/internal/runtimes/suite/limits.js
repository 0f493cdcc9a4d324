import { failureOf, has } from "./assert.js";
import { clientFor, countArrivals, page, untilArrival } from "./clients.js";

/** Servers that stop at different places of a response, and keep the connection open. */
const stalling = /** @type {const} */ ([
  ["no headers", "silent"],
  ["headers that stop", "stalledHeaders"],
  ["a body that stops", "stalledBody"],
]);

/** @type {readonly import("./suite.js").Test[]} */
export const limits = stalling.flatMap(([description, server]) => [
  [
    `${description}: the call fails after timeoutMs`,
    async (context) => {
      const error = await failureOf(clientFor(context, server, { timeoutMs: 100 }).retrieve(page));
      has(error, { code: "timeout", outcome: "unknown", attempts: 1 });
    },
  ],
  [
    `${description}: the call fails at the deadline`,
    async (context) => {
      // Its time stands still: on a slow machine too, the deadline is not over before the request is sent.
      const clock = { now: () => 0, sleep: async () => {} };
      const error = await failureOf(clientFor(context, server, { clock }).retrieve(page, { deadlineMs: 100 }));
      has(error, { code: "deadline_exceeded", outcome: "unknown", attempts: 1 });
    },
  ],
  [
    `${description}: the call fails when the caller aborts`,
    async (context) => {
      const controller = new AbortController();
      const before = await countArrivals(context, server);
      const call = failureOf(clientFor(context, server).auth("79cdefc1", { signal: controller.signal }));
      await untilArrival(context, server, before);
      controller.abort("enough");
      has(await call, { code: "aborted", outcome: "unknown", attempts: 1, cause: "enough" });
    },
  ],
]);
