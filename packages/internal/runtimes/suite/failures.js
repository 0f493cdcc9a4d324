import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { equal, failureOf, has } from "./assert.js";
import { clientFor, countArrivals, itemOf, page } from "./clients.js";

/**
 * The error of the client for each server with faults, as docs/errors.md documents it.
 *
 * @type {readonly (readonly [description: string, server: import("./clients.js").Server, error: object])[]}
 */
const endings = [
  ["a body that is not JSON", "malformed", { code: "unreadable_response", httpStatus: 200 }],
  ["a body that is not UTF-8", "notText", { code: "unreadable_response", httpStatus: 200 }],
  ["a body without an end", "endless", { code: "unreadable_response", httpStatus: 200 }],
  ["a proxy's HTML page", "htmlPage", { code: "service_error", httpStatus: 502 }],
  ["an undocumented failure", "undocumented", { code: "request_rejected", httpStatus: 418, errorCode: "4711" }],
  ["a response that is not HTTP", "notHttp", { code: "network_error" }],
  ["a response that is cut short", "cutShort", { code: "network_error" }],
  ["a connection that is reset", "reset", { code: "network_error" }],
];

/** @type {readonly import("./suite.js").Test[]} */
export const failures = [
  [
    "a rejected signature is authentication_failed, although the HTTP status is 200",
    async (context) => {
      const secretKey = "another-secret";
      const credentials = { ...context.credentials, secretKey };
      for (const server of /** @type {const} */ (["mock", "simulator"])) {
        const error = await failureOf(clientFor(context, server, { credentials }).retrieve(page));
        equal(isMassPayoutError(error, "authentication_failed"), true);
        has(error, { outcome: "rejected", httpStatus: 200, errorCode: "1000", operation: "retrieve", attempts: 1 });
      }
    },
  ],
  [
    "an unknown API key and a wrong signature have different error codes",
    async (context) => {
      const credentials = { ...context.credentials, apiKey: "sandbox-unknown" };
      const error = await failureOf(clientFor(context, "simulator", { credentials }).balance());
      has(error, { code: "authentication_failed", outcome: "rejected", errorCode: "1001" });
    },
  ],
  ...endings.map(
    ([description, server, expected]) =>
      /** @type {import("./suite.js").Test} */ ([
        `${description} leaves the outcome unknown`,
        async (context) => {
          const error = await failureOf(clientFor(context, server).retrieve(page));
          has(error, { name: "MassPayoutError", outcome: "unknown", attempts: 1, ...expected });
        },
      ]),
  ),
  [
    "a refused connection is not-sent where the runtime tells that nothing has left, and leaves the outcome unknown elsewhere",
    async (context) => {
      const error = await failureOf(clientFor(context, "unreachable").retrieve(page));
      has(error, { name: "MassPayoutError", code: "network_error", attempts: 1 });
      equal(isMassPayoutError(error) && ["not-sent", "unknown"].includes(error.outcome), true);
    },
  ],
  [
    "a redirect is an error, and no request arrives at its target",
    async (context) => {
      const error = await failureOf(clientFor(context, "redirect").retrieve(page));
      has(error, { code: "redirected", outcome: "unknown", httpStatus: 307, attempts: 1 });
      equal([await countArrivals(context, "redirect"), await countArrivals(context, "trap")], [1, 0]);
    },
  ],
  [
    "a write whose connection breaks is sent once",
    async (context) => {
      const iyzico = clientFor(context, "reset", { retry: {} });
      const before = await countArrivals(context, "reset");
      has(await failureOf(iyzico.auth("79cdefc1")), { code: "network_error", outcome: "unknown", attempts: 1 });
      equal((await countArrivals(context, "reset")) - before, 1);
    },
  ],
  [
    "a write on a kept connection that is closed is sent once",
    async (context) => {
      const iyzico = clientFor(context, "dropsWrites", { retry: {} });
      equal(await iyzico.balance(), { balance: "1" });
      const before = await countArrivals(context, "dropsWrites");
      const init = iyzico.init({ externalId: "once", items: [itemOf("once")] });
      has(await failureOf(init), { code: "network_error", outcome: "unknown", attempts: 1 });
      equal((await countArrivals(context, "dropsWrites")) - before, 1);
    },
  ],
  [
    "an invalid request is not sent",
    async (context) => {
      const iyzico = clientFor(context, "trap");
      const items = [{ ...itemOf("a"), amount: { value: "1.005", currency: /** @type {const} */ ("TRY") } }];
      const error = await failureOf(iyzico.init({ externalId: "invalid", items }));
      has(error, { code: "invalid_request", outcome: "not-sent", attempts: 0 });
      equal(await countArrivals(context, "trap"), 0);
    },
  ],
];
