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
 * What the suite is given: nothing of it is the runtime's own.
 *
 * @typedef {{
 *   vectors: readonly Vector[],
 *   credentials: { apiKey: string, secretKey: string },
 *   urls: import("../src/servers.ts").Servers["urls"],
 *   folder: string,
 * }} Context
 */

/** @typedef {(typeof import("../../../auth/test/vectors.json"))["vectors"][number]} Vector */

/**
 * What not every runtime has by its nature: a disk, a server's socket, something that shows the inside of a value.
 *
 * @typedef {"files" | "servers" | "inspect"} Capability
 */

/**
 * A sentence about behaviour, its proof, and what it needs beside fetch and WebCrypto.
 *
 * @typedef {readonly [name: string, run: (context: Context) => unknown, needs?: Capability]} Test
 */

/**
 * Every test, in the order in which they run.
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
