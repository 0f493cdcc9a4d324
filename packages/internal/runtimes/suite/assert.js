/**
 * Fails unless both are the same: texts, numbers, and objects of them.
 *
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function equal(actual, expected) {
  if (textOf(actual) !== textOf(expected)) throw new Error(`Expected ${textOf(expected)}, got ${textOf(actual)}`);
}

/**
 * Fails unless an object has these fields; it may have others.
 *
 * @param {unknown} actual
 * @param {object} expected
 */
export function has(actual, expected) {
  const fields = /** @type {Record<string, unknown>} */ (Object(actual));
  equal(Object.fromEntries(Object.keys(expected).map((name) => [name, fields[name]])), expected);
}

/**
 * Fails unless the text is nowhere in what a value shows of itself.
 *
 * @param {string} shown
 * @param {string} text
 */
export function hides(shown, text) {
  if (typeof shown !== "string") throw new Error("Nothing was shown that could be looked at");
  if (shown.includes(text)) throw new Error("It shows what it must hide");
}

/**
 * What a promise rejects with.
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
  throw new Error(`Expected a failure, got ${textOf(result)}`);
}

/** @param {unknown} value */
function textOf(value) {
  /** @type {(key: string, field: unknown) => unknown} */
  const readable = (_, field) => {
    if (typeof field === "bigint") return `${field}n`;
    if (field === undefined) return "(undefined)";
    if (typeof field !== "object" || field === null || Array.isArray(field)) return field;
    return Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  return JSON.stringify(value, readable);
}
