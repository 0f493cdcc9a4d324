import { createSignedFetch, createSigner, iyzwsv2 } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { equal, failureOf, hides } from "./assert.js";
import { clientFor, page } from "./clients.js";

/**
 * Everything that has been given the secret, and what has failed with it.
 *
 * @param {import("./suite.js").Context} context
 */
async function secretive(context) {
  const { credentials } = context;
  const iyzico = clientFor(context, "mock");
  const refused = await failureOf(clientFor(context, "undocumented").retrieve(page));
  const unsent = await failureOf(clientFor(context, "refused").retrieve(page));
  return [
    iyzico,
    iyzico.raw,
    createSigner(credentials),
    iyzwsv2(credentials),
    createSignedFetch(credentials),
    refused,
    unsent,
  ];
}

/** @type {readonly import("./suite.js").Test[]} */
export const privacy = [
  [
    "no JSON, no copy and no text has the secret in it",
    async (context) => {
      const { secretKey } = context.credentials;
      for (const value of await secretive(context)) {
        hides(
          `${JSON.stringify(value)} ${String(value)} ${Object.entries(Object(value)).flat().map(String)}`,
          secretKey,
        );
        try {
          hides(JSON.stringify(structuredClone(value)) ?? "", secretKey);
        } catch (error) {
          // What has functions in it can't be copied, and that error must not tell either.
          hides(String(/** @type {Error} */ (error).stack), secretKey);
          equal(/** @type {Error} */ (error).name, "DataCloneError");
        }
      }
    },
  ],
  [
    "the inside of a value, as the runtime shows it, has not the secret in it",
    async (context) => {
      const inspect = inspector();
      for (const value of await secretive(context)) hides(inspect(value), context.credentials.secretKey);
    },
    "inspect",
  ],
  [
    // Whoever runs the suite looks for the secret in all that was printed.
    "everything that knows the secret can be printed",
    async (context) => {
      for (const value of await secretive(context)) console.log(value);
    },
  ],
  [
    "credentials that can't work are refused without being repeated",
    async ({ credentials, urls }) => {
      const secretKey = ` ${credentials.secretKey}`;
      const failure = await failureOf(
        (async () => createMassPayoutClient({ credentials: { ...credentials, secretKey }, baseUrl: urls.mock }))(),
      );
      const error = /** @type {import("@iyzico-mass-payout/client").MassPayoutError} */ (failure);
      equal(error.code, "invalid_configuration");
      hides(
        `${error.stack} ${JSON.stringify(error)} ${/** @type {Error} */ (error.cause).stack}`,
        credentials.secretKey,
      );
    },
  ],
];

/** What `console.log` uses, as deep as it goes. */
function inspector() {
  /** @typedef {(value: unknown, options: object) => string} Inspect */
  const { Deno, Bun, process } =
    /** @type {{ Deno?: { inspect: Inspect }, Bun?: { inspect: Inspect }, process?: { getBuiltinModule(name: "node:util"): { inspect: Inspect } } }} */ (
      globalThis
    );
  const inspect = Deno?.inspect ?? Bun?.inspect ?? process?.getBuiltinModule("node:util").inspect;
  if (inspect === undefined) throw new Error("Nothing here shows the inside of a value");
  return (/** @type {unknown} */ value) => inspect(value, { depth: 100, showHidden: true, getters: true });
}
