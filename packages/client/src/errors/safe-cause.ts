/**
 * What may be told of an error from below: its kind and the system's words for it. Its message and other properties are
 * left behind, because a parser's error carries what it could not parse, and a fetch's may carry the request.
 */
export function safeCause(error: unknown): Error {
  const { name, code, syscall, cause } = (error ?? {}) as Record<string, unknown>;
  const word = isWord(code) ? code : undefined;
  const safeListener = new Error(
    word ?? "The error's own words are left out: they may repeat a request or an answer.",
    {
      ...(cause !== undefined && { cause: safeCause(cause) }),
    },
  );
  if (isWord(name)) safeListener.name = name;
  // Where it was copied is of no interest.
  safeListener.stack = `${safeListener.name}: ${safeListener.message}`;
  return Object.assign(safeListener, { ...(word && { code: word }), ...(isWord(syscall) && { syscall }) });
}

/** The system's word for what happened, such as ECONNREFUSED, wherever the runtime has put it. */
export function systemCode(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return isWord(code) ? code : cause === undefined ? undefined : systemCode(cause);
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z][A-Za-z0-9_]{0,60}$/.test(value) && !/\d{4}/.test(value);
}
