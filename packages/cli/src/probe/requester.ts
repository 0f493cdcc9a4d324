import { createSigner, type SignedHeaders, type SignedTarget } from "@iyzico-mass-payout/auth";
import { type Answer, isUnclear, readAnswer } from "./answer.js";
import type { Journal } from "./journal.js";
import type { LabParts } from "./lab-parts.js";
import type { Exchange, SignatureKind } from "./recording/recording.js";
import type { WireAnswer } from "./transport.js";

/** A request in which an experiment may leave out or change what others always have. */
export interface ProbeRequest {
  method: "GET" | "POST";
  path: string;
  /** `locale=tr` by default; "" leaves the query out. */
  query?: string;
  /** JSON text, sent byte for byte. */
  body?: string;
  signedTarget?: SignedTarget;
  secretKey?: string;
  /** Headers that replace others; `undefined` leaves one out. */
  headers?: Readonly<Record<string, string | undefined>>;
  /** A signature that was used before. */
  signed?: SignedHeaders;
}

/** iyzico asks merchants to contact its support after more than 5 equal errors in a minute. */
const maxEqualErrors = 4;
const minute = 60_000;
const timeoutMs = 30_000;

/** How long nothing is sent after an answer that says that too much was asked. */
const limitPauseMs = minute;
const maxLimitPauseMs = 10 * minute;

/** Pauses before a read is repeated that had no clear answer; and how many such answers in a row end that. */
const readPausesMs = [3_000, 20_000];
export const maxUnclear = 8;

/** Sends requests, one after the other, within the rate limit, and records each with its answer. */
export interface Requester {
  /** What a request signs if it does not say otherwise. */
  signedTarget: SignedTarget;
  sign(request: ProbeRequest): Promise<SignedHeaders>;
  /**
   * Sends a request once.
   *
   * @param onAnswer is called before the answer is stored, which may fail.
   */
  call(request: ProbeRequest, onAnswer?: (answer: Answer) => void): Promise<Answer>;
  /** Sends a request that reads, and sends it again if the answer is unclear. */
  read(request: ProbeRequest): Promise<Answer>;
}

/** Creates what sends and records the requests of one series. */
export function createRequester(parts: LabParts, series: string): Requester {
  const { journal, redactor, standIns, clock, signal, pace } = parts;
  const usedKeys = new Set<string>();

  const sign = ({
    path,
    query = "locale=tr",
    body,
    signedTarget = requester.signedTarget,
    secretKey,
  }: ProbeRequest) => {
    const credentials = { ...parts.credentials, ...(secretKey !== undefined && { secretKey }) };
    const signer = createSigner(credentials, { signedTarget });
    return signer.sign({ path: query === "" ? path : `${path}?${query}`, body });
  };

  /** Waits until one more error, of whichever code, is not one too many. */
  const paceErrors = async () => {
    for (const code of new Set(pace.errors.map((error) => error.code))) {
      const oldest = pace.errors.filter((error) => error.code === code).at(-maxEqualErrors);
      const waitMs = oldest === undefined ? 0 : oldest.at + minute - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    }
    pace.errors = pace.errors.filter(({ at }) => at + minute > clock.now());
    const waitMs = pace.pausedUntil - clock.now();
    if (waitMs > 0) await clock.sleep(waitMs, signal);
  };

  const call: Requester["call"] = async (request, onAnswer) => {
    signal.throwIfAborted();
    await paceErrors();
    await parts.acquireSlot(signal);
    const { method, path, query = "locale=tr", body } = request;
    const signed = request.signed ?? (await sign(request));
    const given = { accept: "application/json", "content-type": "application/json", ...signed, ...request.headers };
    const headers = Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const target = query === "" ? path : `${path}?${query}`;
    const begin = clock.now();
    const at = new Date(clock.date()).toISOString();
    let wire: WireAnswer | undefined;
    let failure: string | undefined;
    const bytes = body === undefined ? undefined : Buffer.from(body);
    try {
      // A signal of the user does not break off a request: its answer would be lost.
      wire = await parts.send(
        { method, origin: parts.origin, target, headers, body: bytes },
        AbortSignal.timeout(timeoutMs),
      );
    } catch (error) {
      failure = failureOf(error);
    }
    const id = (exchangesOf(journal).at(-1)?.id ?? 0) + 1;
    const answer = readAnswer(id, wire);
    onAnswer?.(answer);
    const exchange: Exchange = {
      id,
      series,
      at,
      durationMs: Math.round(clock.now() - begin),
      request: {
        method,
        path: redactor.target(target),
        headers: redactor.headers(Object.entries(headers)),
        ...(body !== undefined && { body: redactor.body(body) }),
        signature: signatureOf(request, headers, usedKeys, requester.signedTarget),
      },
      ...(wire !== undefined && {
        response: {
          status: wire.status,
          headers: redactor.headers(wire.headers),
          body: redactor.body(textOf(wire.body)),
        },
      }),
      ...(failure !== undefined && { failure }),
    };
    journal.append({ type: "exchange", exchange, standIns: standIns.takeNew() });
    if (!answer.isSuccess) pace.errors.push({ at: clock.now(), code: answer.errorCode ?? "" });
    if (answer.isLimited) {
      const pauseMs = Math.min(maxLimitPauseMs, Math.max(limitPauseMs, answer.retryAfterMs ?? 0));
      pace.pausedUntil = clock.now() + pauseMs;
    }
    pace.unclear = isUnclear(answer) ? pace.unclear + 1 : 0;
    return answer;
  };

  const read = async (request: ProbeRequest): Promise<Answer> => {
    let answer = await call(request);
    for (const pauseMs of readPausesMs) {
      if (!isUnclear(answer) || pace.unclear >= maxUnclear) break;
      await clock.sleep(pauseMs, signal);
      answer = await call(request);
    }
    return answer;
  };

  const requester: Requester = { signedTarget: parts.signedTarget, sign, call, read };
  return requester;
}

/** The recorded exchanges of a run, without personal data. */
export function exchangesOf({ events }: Journal): Exchange[] {
  return events.flatMap((event) => (event.type === "exchange" ? event.exchange : []));
}

function signatureOf(
  { secretKey, signedTarget }: ProbeRequest,
  headers: Readonly<Record<string, string>>,
  used: Set<string>,
  usual: SignedTarget,
): SignatureKind {
  const { authorization } = headers;
  if (authorization === undefined) return "none";
  if (used.has(authorization)) return "used-before";
  used.add(authorization);
  return secretKey === undefined ? (signedTarget ?? usual) : "wrong";
}

/** UTF-8, and otherwise the bytes one by one. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

function failureOf(error: unknown): string {
  const { code, name, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  const known = code ?? cause?.code ?? name;
  return name === "TimeoutError" || code === "ABORT_ERR" ? "TIMEOUT" : /^[A-Z_]{2,40}$/.test(known) ? known : "FAILED";
}
