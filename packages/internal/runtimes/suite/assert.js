/**
 * Fails unless both values are equal: primitives, and arrays and objects of them.
 *
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function equal(actual, expected) {
  if (format(actual) !== format(expected)) throw new Error(`Expected ${format(expected)}, got ${format(actual)}`);
}

/**
 * Fails unless an object has these fields. It may have others.
 *
 * @param {unknown} actual
 * @param {object} expected
 */
export function has(actual, expected) {
  const fields = /** @type {Record<string, unknown>} */ (Object(actual));
  equal(Object.fromEntries(Object.keys(expected).map((name) => [name, fields[name]])), expected);
}

/**
 * Fails if the printed form of a value contains a secret.
 *
 * @param {string} printed
 * @param {string} secret
 */
export function hides(printed, secret) {
  if (typeof printed !== "string") throw new Error("The printed form must be a string");
  if (printed.includes(secret)) throw new Error("The printed form contains the secret");
}

/**
 * Returns the error that a promise rejects with.
 *
 * @param {Promise<unknown>} promise
 * @returns {Promise<unknown>}
 */
export async function failureOf(promise) {
  /** @type {unknown} */
  let result;
  try {
    result = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a failure, got ${format(result)}`);
}

/** @param {unknown} value */
function format(value) {
  /** @type {(key: string, field: unknown) => unknown} */
  const readable = (_, field) => {
    if (typeof field === "bigint") return `${field}n`;
    if (field === undefined) return "(undefined)";
    if (typeof field !== "object" || field === null || Array.isArray(field)) return field;
    return Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  return JSON.stringify(value, readable);
}
