/**
 * Copies what is safe to report of an error from a lower layer: its name, code and system call, and its causes
 * likewise. Its message and other properties are left out: the error of a parser contains what it could not parse, and
 * the error of a fetch may contain the request.
 */
export function safeCause(error: unknown): Error {
  const { name, code, syscall, cause } = (error ?? {}) as Record<string, unknown>;
  const word = isWord(code) ? code : undefined;
  const copy = new Error(word ?? "The error's message is left out: it may repeat a request or an answer.", {
    ...(cause !== undefined && { cause: safeCause(cause) }),
  });
  if (isWord(name)) copy.name = name;
  // The stack of the copy would show this function instead of the failure.
  copy.stack = `${copy.name}: ${copy.message}`;
  return Object.assign(copy, { ...(word && { code: word }), ...(isWord(syscall) && { syscall }) });
}

/** The system's error code, such as ECONNREFUSED, of the error or of one of its causes. */
export function systemCode(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return isWord(code) ? code : cause === undefined ? undefined : systemCode(cause);
}

/** Whether a value is a short identifier. Four digits in a row may be a part of an account. */
function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z][A-Za-z0-9_]{0,60}$/.test(value) && !/\d{4}/.test(value);
}
