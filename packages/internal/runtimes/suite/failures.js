import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { equal, failureOf, has } from "./assert.js";
import { arrivalsAt, clientFor, itemOf, page } from "./clients.js";

/**
 * What each of the servers that go wrong is to the client. All of it is documented in docs/errors.md.
 *
 * @type {readonly (readonly [description: string, server: import("./clients.js").Server, error: object])[]}
 */
const endings = [
  ["a body that is no JSON", "malformed", { code: "unreadable_response", httpStatus: 200 }],
  ["a body that is no text", "notText", { code: "unreadable_response", httpStatus: 200 }],
  ["a body without an end", "endless", { code: "unreadable_response", httpStatus: 200 }],
  ["a page of a proxy", "htmlPage", { code: "service_error", httpStatus: 502 }],
  ["a failure that is not documented", "undocumented", { code: "refused", httpStatus: 418, errorCode: "4711" }],
  ["an answer that is no HTTP", "notHttp", { code: "network_error" }],
  ["an answer that is cut short", "cutShort", { code: "network_error" }],
  ["a connection that is reset", "reset", { code: "network_error" }],
  ["a server that is not there", "refused", { code: "network_error" }],
];

/** @type {readonly import("./suite.js").Test[]} */
export const failures = [
  [
    "a signature that is refused is a failure to authenticate, although it comes with HTTP 200",
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
    "an API key that nobody knows is told from a wrong signature",
    async (context) => {
      const credentials = { ...context.credentials, apiKey: "sandbox-stranger" };
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
    "a redirect is refused, and nothing arrives where it points",
    async (context) => {
      const error = await failureOf(clientFor(context, "redirect").retrieve(page));
      has(error, { code: "redirected", outcome: "unknown", httpStatus: 307, attempts: 1 });
      equal([await arrivalsAt(context, "redirect"), await arrivalsAt(context, "trap")], [1, 0]);
    },
  ],
  [
    "a write whose connection breaks is sent once",
    async (context) => {
      const iyzico = clientFor(context, "reset", { retry: {} });
      const before = await arrivalsAt(context, "reset");
      has(await failureOf(iyzico.auth("79cdefc1")), { code: "network_error", outcome: "unknown", attempts: 1 });
      equal((await arrivalsAt(context, "reset")) - before, 1);
    },
  ],
  [
    "a write on a connection that was kept and is closed is sent once",
    async (context) => {
      const iyzico = clientFor(context, "dropsWrites", { retry: {} });
      equal(await iyzico.balance(), { balance: "1" });
      const before = await arrivalsAt(context, "dropsWrites");
      const init = iyzico.init({ externalId: "once", items: [itemOf("once")] });
      has(await failureOf(init), { code: "network_error", outcome: "unknown", attempts: 1 });
      equal((await arrivalsAt(context, "dropsWrites")) - before, 1);
    },
  ],
  [
    "a request with faults is not sent",
    async (context) => {
      const iyzico = clientFor(context, "trap");
      const items = [{ ...itemOf("a"), amount: { value: "1.005", currency: /** @type {const} */ ("TRY") } }];
      const error = await failureOf(iyzico.init({ externalId: "faulty", items }));
      has(error, { code: "invalid_request", outcome: "not-sent", attempts: 0 });
      equal(await arrivalsAt(context, "trap"), 0);
    },
  ],
];
