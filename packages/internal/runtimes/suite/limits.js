import { failureOf, has } from "./assert.js";
import { clientFor, page } from "./clients.js";

/** Servers that never come to an end, each in another place. */
const endless = /** @type {const} */ ([
  ["headers that never come", "silent"],
  ["headers that break off", "stalledHeaders"],
  ["a body that stalls", "stalledBody"],
]);

/** @type {readonly import("./suite.js").Test[]} */
export const limits = endless.flatMap(([description, server]) => [
  [
    `${description}: given up after timeoutMs`,
    async (context) => {
      const error = await failureOf(clientFor(context, server, { timeoutMs: 100 }).retrieve(page));
      has(error, { code: "timeout", outcome: "unknown", attempts: 1 });
    },
  ],
  [
    `${description}: given up at the deadline`,
    async (context) => {
      const error = await failureOf(clientFor(context, server).retrieve(page, { deadlineMs: 100 }));
      has(error, { code: "deadline_exceeded", outcome: "unknown", attempts: 1 });
    },
  ],
  [
    `${description}: given up when the caller aborts`,
    async (context) => {
      const controller = new AbortController();
      const call = failureOf(clientFor(context, server).auth("79cdefc1", { signal: controller.signal }));
      setTimeout(() => controller.abort("enough"), 100);
      has(await call, { code: "aborted", outcome: "unknown", attempts: 1, cause: "enough" });
    },
  ],
]);
