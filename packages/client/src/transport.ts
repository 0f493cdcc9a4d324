import type { Locale } from "@iyzico-mass-payout/types";
import type { Answer } from "./answer.js";
import { MassPayoutError, type MassPayoutErrorCode, type MassPayoutErrorDetails } from "./error.js";
import { type OperationName, operations } from "./operations.js";

/** Where and how requests are sent. `fetch` signs: one attempt is one signature and one send. */
export interface Transport {
  origin: string;
  locale: Locale;
  fetch: typeof globalThis.fetch;
}

/** What one call may set for itself. */
export interface CallOptions {
  /** Ends the call: the request in flight is aborted. */
  signal?: AbortSignal | undefined;
}

/** Sends one request once and reads the whole answer. Throws a MassPayoutError when there is none. */
export async function attempt(
  { origin, locale, fetch }: Transport,
  operation: OperationName,
  body: Readonly<Record<string, unknown>>,
  { signal }: CallOptions,
): Promise<Answer> {
  const { method, path } = operations[operation];
  const url = new URL(path, origin);
  url.searchParams.set("locale", locale);
  const failure = (code: MassPayoutErrorCode, message: string, details: MassPayoutErrorDetails) =>
    new MassPayoutError(code, `${operation}: ${message}.`, { operation, ...details });

  if (signal?.aborted) {
    const hint = "The signal was aborted before the call.";
    throw failure("aborted", "aborted, nothing was sent", {
      outcome: "not-sent",
      hint,
      cause: signal.reason,
    });
  }
  const sent = { outcome: "unknown", attempts: 1 } as const;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) {
      const hint = "The signal was aborted while the answer was awaited.";
      throw failure("aborted", "aborted in flight", { ...sent, hint, cause: signal.reason });
    }
    const hint = "The connection failed or broke. Reading again does no harm.";
    throw failure("network_error", `no complete answer arrived${systemCode(cause)}`, { ...sent, hint, cause });
  }
  // A redirect that was not followed has its status on servers and none in browsers.
  if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
    const hint = "iyzico's API does not redirect: check the address and any proxy on the way.";
    throw failure("redirected", `the answer is a redirect (HTTP ${response.status}), which is not followed`, {
      ...sent,
      hint,
      httpStatus: response.status,
      response,
    });
  }
  return { operation, response, text };
}

/** The system's word for what happened, such as ECONNREFUSED. Node's fetch hides it in the cause of its error. */
function systemCode(error: unknown): string {
  const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
  return typeof code === "string" ? ` (${code})` : "";
}
