import { createSignedFetch, createSigner, iyzwsv2 } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { equal, failureOf, hides } from "./assert.js";
import { clientFor, page } from "./clients.js";

/**
 * Values that were created with the secret, and errors of their calls.
 *
 * @param {import("./suite.js").Context} context
 */
async function valuesWithSecret(context) {
  const { credentials } = context;
  const iyzico = clientFor(context, "mock");
  const rejected = await failureOf(clientFor(context, "undocumented").retrieve(page));
  const unsent = await failureOf(clientFor(context, "unreachable").retrieve(page));
  return [
    iyzico,
    iyzico.raw,
    createSigner(credentials),
    iyzwsv2(credentials),
    createSignedFetch(credentials),
    rejected,
    unsent,
  ];
}

/** @type {readonly import("./suite.js").Test[]} */
export const privacy = [
  [
    "neither JSON, nor a structured clone, nor a string contains the secret",
    async (context) => {
      const { secretKey } = context.credentials;
      for (const value of await valuesWithSecret(context)) {
        hides(
          `${JSON.stringify(value)} ${String(value)} ${Object.entries(Object(value)).flat().map(String)}`,
          secretKey,
        );
        try {
          hides(JSON.stringify(structuredClone(value)) ?? "", secretKey);
        } catch (error) {
          // A value with functions can't be cloned. The error must not contain the secret either.
          hides(String(/** @type {Error} */ (error).stack), secretKey);
          equal(/** @type {Error} */ (error).name, "DataCloneError");
        }
      }
    },
  ],
  [
    "a value as the runtime inspects it does not contain the secret",
    async (context) => {
      const inspect = findInspect();
      for (const value of await valuesWithSecret(context)) hides(inspect(value), context.credentials.secretKey);
    },
    "inspect",
  ],
  [
    // The runner searches the output for the secret.
    "a value with the secret can be printed",
    async (context) => {
      for (const value of await valuesWithSecret(context)) console.log(value);
    },
  ],
  [
    "an error about invalid credentials does not contain them",
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

/** Returns the function that `console.log` formats values with, at full depth. */
function findInspect() {
  /** @typedef {(value: unknown, options: object) => string} Inspect */
  const { Deno, Bun, process } =
    /** @type {{ Deno?: { inspect: Inspect }, Bun?: { inspect: Inspect }, process?: { getBuiltinModule(name: "node:util"): { inspect: Inspect } } }} */ (
      globalThis
    );
  const inspect = Deno?.inspect ?? Bun?.inspect ?? process?.getBuiltinModule("node:util").inspect;
  if (inspect === undefined) throw new Error("This runtime has no inspect function");
  return (/** @type {unknown} */ value) => inspect(value, { depth: 100, showHidden: true, getters: true });
}
