import { failures } from "./failures.js";
import { files } from "./files.js";
import { limits } from "./limits.js";
import { money } from "./money.js";
import { paying } from "./paying.js";
import { privacy } from "./privacy.js";
import { reading } from "./reading.js";
import { servers } from "./servers.js";
import { signing } from "./signing.js";

/**
 * The input of the suite. None of it comes from the runtime.
 *
 * @typedef {{
 *   vectors: readonly Vector[],
 *   credentials: { apiKey: string, secretKey: string },
 *   urls: import("../src/servers.ts").Servers["urls"],
 *   folder: string,
 * }} Context
 */

/** @typedef {(typeof import("@iyzico-mass-payout/spec/vectors/iyzwsv2.json"))["vectors"][number]} Vector */

/**
 * What not every runtime has: files, listening sockets, a function that inspects values.
 *
 * @typedef {"files" | "servers" | "inspect"} Capability
 */

/**
 * A sentence about behaviour, the function that checks it, and the capability that it requires beside fetch and WebCrypto.
 *
 * @typedef {readonly [name: string, run: (context: Context) => unknown, needs?: Capability]} Test
 */

/**
 * All tests, in the order of the run.
 *
 * @param {readonly Vector[]} vectors
 * @returns {readonly Test[]}
 */
export function testsOf(vectors) {
  return [
    ...signing(vectors),
    ...money,
    ...reading,
    ...failures,
    ...limits,
    ...paying,
    ...privacy,
    ...servers,
    ...files,
  ];
}
