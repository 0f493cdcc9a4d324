import { createSigner, type SignedHeaders, type SignedTarget } from "@iyzico-mass-payout/auth";
import { type Amount, type Clock, compareAmounts, sumAmounts } from "@iyzico-mass-payout/client";
import type { AnswerCode, ExperimentId, SkipReason } from "../messages/probe.js";
import {
  type Answer,
  isDocumentedRejection,
  isShownAs,
  isUnclear,
  itemsOf,
  listAt,
  payoutStatusOf,
  readAnswer,
  textAt,
  valueAt,
  wordOf,
} from "./answer.js";
import type { Budget } from "./budget.js";
import type { Journal } from "./journal.js";
import type { Exchange, Finding, SignatureKind } from "./recording/recording.js";
import type { Redactor } from "./recording/redactor.js";
import type { StandIns } from "./recording/stand-ins.js";
import type { SendOnce, WireAnswer } from "./transport.js";

/** Whom a payout pays. */
export interface ProbeRecipient {
  recipientType: string;
  recipientInfo: string;
  recipientName?: string;
}

/** What the lab is made of. */
export interface LabParts {
  origin: string;
  credentials: { apiKey: string; secretKey: string };
  signedTarget: SignedTarget;
  destination: "sandbox" | "production" | "test";
  runId: string;
  unit: Amount;
  recipient: ProbeRecipient;
  budget: Budget;
  journal: Journal;
  redactor: Redactor;
  standIns: StandIns;
  send: SendOnce;
  /** Waits for a slot of the client's rate limit. */
  acquireSlot(signal: AbortSignal): Promise<void>;
  clock: Required<Clock>;
  signal: AbortSignal;
  /** What was answered in the run, by which the lab slows down. */
  pace: Pace;
}

/** What decides how fast a run may go on. */
export interface Pace {
  /** The failures of the last minute. */
  errors: { at: number; code: string }[];
  /** Until when nothing is sent, because too much was asked. */
  pausedUntil: number;
  /** How many answers in a row were unclear. */
  unclear: number;
}

/** A request in which an experiment may leave out or change what others always have. */
interface ProbeRequest {
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

/** A payout that a series has sent an init for. */
export interface MadePayout {
  externalId: string;
  /** The number of its init in the run. */
  init: number;
  requestId: string | undefined;
  items: readonly { itemExternalId: string; amount: Amount }[];
  answer: Answer;
}

/** An item as an experiment sends it: a text that is not a number stands for a literal of JSON. */
export interface ProbeItem {
  recipientType?: string;
  recipientInfo?: string;
  /** `undefined` leaves it out. */
  recipientName?: string | undefined;
  itemExternalId?: string;
  amount: Amount;
  /** The literal that is sent, such as `"1.00"` with its quotes. The amount by default. */
  amountLiteral?: string;
  currency?: string;
  description?: string | undefined;
}

/** An experiment cannot go on. The reason becomes what its table says. */
export class SeriesStopped extends Error {
  readonly reason: SkipReason;

  constructor(reason: SkipReason) {
    super(reason);
    this.reason = reason;
  }
}

const paths = {
  retrieve: "/v1/mass/payout/retrieve",
  init: "/v1/mass/payout/init",
  auth: "/v1/mass/payout/auth",
  cancel: "/v1/mass/payout/cancel",
  item: "/v1/mass/payout/retrieve/items",
  balance: "/v1/mass/payout/balance",
} as const;

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

/** The description of every item that is sent. */
const description = "Probe";

/** What a series may do. It is the only way to iyzico: journal, budget, rate limit and recording are in it. */
export interface Lab {
  readonly destination: LabParts["destination"];
  readonly unit: Amount;
  readonly recipient: ProbeRecipient;
  readonly budget: Budget;
  readonly clock: Required<Clock>;
  signedTarget: SignedTarget;
  /** Sends a request once that reads, or that iyzico must reject. */
  call(request: ProbeRequest): Promise<Answer>;
  /** Signs a request, to send it twice. */
  sign(request: ProbeRequest): Promise<SignedHeaders>;
  /** Reads are repeated if the answer is unclear. */
  retrieve(fields: Readonly<Record<string, unknown>>, request?: Partial<ProbeRequest>): Promise<Answer>;
  /** Reads a payout once it is shown, for up to a minute. */
  retrieveShown(fields: Readonly<Record<string, unknown>>): Promise<Answer>;
  item(referenceCode: string): Promise<Answer>;
  balance(request?: Partial<ProbeRequest>): Promise<Answer>;
  /** Sends an init once. Nothing of it is authorised. */
  init(
    items: readonly ProbeItem[],
    options?: { externalId?: string; fields?: Readonly<Record<string, unknown>> },
  ): Promise<MadePayout>;
  /**
   * Authorises payouts of this series, after it has read them again. The worst case is reserved before: each of the times, every
   * item of every init of the series is paid, with the commission that is shown.
   *
   * @throws {SeriesStopped} and sends nothing, if the budget does not cover it or the payout is not as it was ordered.
   */
  auth(payout: MadePayout, options?: { times?: number; sameSignature?: boolean }): Promise<Answer[]>;
  cancel(requestId: string, request?: Partial<ProbeRequest>): Promise<Answer>;
  /** A new id of this run. */
  nextId(): string;
  sleep(milliseconds: number): Promise<void>;
  find(experiment: ExperimentId, answer: AnswerCode, evidence: readonly Answer[], detail?: string): void;
  /** Nothing could be found out. */
  leaveOpen(experiment: ExperimentId, reason: SkipReason, evidence: readonly Answer[], detail?: string): void;
  /** The recorded exchanges, without personal data. */
  readonly exchanges: readonly Exchange[];
  /** Cancels the payouts of the series that were not authorised, and reads how each ends. */
  close(): Promise<void>;
}

/** Creates the lab of one series. Answers of earlier series are in the journal. */
export function createLab(parts: LabParts, series: string): Lab {
  const { journal, redactor, standIns, budget, clock, signal, recipient, pace } = parts;
  const made: MadePayout[] = [];
  const authorised = new Set<number>();
  const cancelled = new Set<string>();
  const usedKeys = new Set<string>();
  const exchanges = () => journal.events.flatMap((event) => (event.type === "exchange" ? event.exchange : []));
  // Each id is followed by a step at least, so that none was given before.
  let ids = journal.events.length;
  redactor.allow(description);

  const sign = ({ path, query = "locale=tr", body, signedTarget = lab.signedTarget, secretKey }: ProbeRequest) => {
    const credentials = { ...parts.credentials, ...(secretKey !== undefined && { secretKey }) };
    const signer = createSigner(credentials, { signedTarget });
    return signer.sign({ path: query === "" ? path : `${path}?${query}`, body });
  };

  /** Waits until one more error, of whichever code, is not one too many. */
  const paceErrors = async () => {
    for (const code of new Set(pace.errors.map((error) => error.code))) {
      const oldest = pace.errors.filter((error) => error.code === code).at(-maxEqualErrors);
      const waitMs = oldest === undefined ? 0 : oldest.at + minute - clock.now();
      if (waitMs > 0) await lab.sleep(waitMs);
    }
    pace.errors = pace.errors.filter(({ at }) => at + minute > clock.now());
    const waitMs = pace.pausedUntil - clock.now();
    if (waitMs > 0) await lab.sleep(waitMs);
  };

  const call = async (request: ProbeRequest): Promise<Answer> => {
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
    const exchange: Exchange = {
      id: (exchanges().at(-1)?.id ?? 0) + 1,
      series,
      at,
      durationMs: Math.round(clock.now() - begin),
      request: {
        method,
        path: redactor.target(target),
        headers: redactor.headers(Object.entries(headers)),
        ...(body !== undefined && { body: redactor.body(body) }),
        signature: signatureOf(request, headers, usedKeys, lab.signedTarget),
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
    const answer = readAnswer(exchange.id, wire);
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
      await lab.sleep(pauseMs);
      answer = await call(request);
    }
    return answer;
  };

  const lab: Lab = {
    destination: parts.destination,
    unit: parts.unit,
    recipient,
    budget,
    clock,
    signedTarget: parts.signedTarget,
    call,
    sign,
    get exchanges() {
      return exchanges();
    },
    retrieve: (fields, request) =>
      read({
        method: "POST",
        path: paths.retrieve,
        body: JSON.stringify({ page: 0, size: 40, ...fields }),
        ...request,
      }),
    async retrieveShown(fields) {
      for (const pauseMs of [2_000, 5_000, 15_000, 30_000]) {
        const shown = await lab.retrieve(fields);
        if (payoutStatusOf(shown) !== undefined || isUnclear(shown)) return shown;
        await lab.sleep(pauseMs);
      }
      return lab.retrieve(fields);
    },
    item: (referenceCode) => read({ method: "GET", path: `${paths.item}/${encodeURIComponent(referenceCode)}` }),
    balance: (request) => read({ method: "GET", path: paths.balance, ...request }),
    nextId() {
      ids += 1;
      return `probe-${parts.runId}-${ids}`;
    },
    async init(items, { externalId = lab.nextId(), fields = {} } = {}) {
      const ordered = items.map(({ itemExternalId, amount }, index) => ({
        itemExternalId: itemExternalId ?? `${externalId}-${index + 1}`,
        amount,
      }));
      const literals = items.map((item, index) =>
        itemLiteral(item, ordered[index]?.itemExternalId as string, recipient, redactor),
      );
      const head = JSON.stringify({ externalId, conversationId: externalId, purpose: "SETTLEMENT", ...fields });
      const body = `${head.slice(0, -1)},"items":[${literals.join(",")}]}`;
      const init = journal.events.filter(({ type }) => type === "init").length + 1;
      journal.append({ type: "init", series, init, externalId });
      const answerless = readAnswer(0, undefined);
      const payout: MadePayout = { init, externalId, requestId: undefined, items: ordered, answer: answerless };
      made.push(payout);
      const answer = await call({ method: "POST", path: paths.init, body });
      const requestId = textAt(answer.body, "requestId");
      Object.assign(payout, { requestId, answer });
      if (requestId !== undefined) journal.append({ type: "payout", init, requestId });
      else if (isDocumentedRejection(answer.errorCode) && answer.isRejected)
        journal.append({ type: "init-rejected", init });
      return payout;
    },
    async auth(payout, { times = 1, sameSignature = false } = {}) {
      const { requestId, init } = payout;
      if (requestId === undefined) throw new SeriesStopped("no-payout");
      const shown = await lab.retrieveShown({ requestId });
      const commissions = itemsOf(shown).map((item) => amountAt(item, "commissionAmount"));
      if (!isAsOrdered(shown, payout) || commissions.includes(undefined)) throw new SeriesStopped("not-as-ordered");
      // Every init of the series counts, also one that was rejected, and one that was sent twice counts twice.
      const amounts = made.flatMap((each) => each.items.map(({ amount }) => amount));
      const cost = sumAmounts([...amounts, ...(commissions as Amount[])]);
      if (!budget.covers(sumAmounts(Array.from({ length: times }, () => cost)))) throw new SeriesStopped("over-spend");
      const request: ProbeRequest = { method: "POST", path: paths.auth, body: JSON.stringify({ requestId }) };
      const signed = sameSignature ? await sign(request) : undefined;
      const results: Answer[] = [];
      for (let time = 0; time < times; time += 1) {
        journal.append({ type: "auth", series, init, cost });
        authorised.add(init);
        results.push(await call({ ...request, ...(signed && { signed }) }));
      }
      return results;
    },
    async cancel(requestId, request) {
      const answer = await call({
        method: "POST",
        path: `${paths.cancel}/${encodeURIComponent(requestId)}`,
        ...request,
      });
      if (answer.isSuccess) cancelled.add(requestId);
      return answer;
    },
    sleep: (milliseconds) => clock.sleep(milliseconds, signal),
    find: (experiment, answer, evidence, detail) => note("answered", experiment, answer, evidence, detail),
    leaveOpen: (experiment, reason, evidence, detail) => note("open", experiment, reason, evidence, detail),
    async close() {
      // Two inits that were answered with one requestId made one payout.
      const payouts = new Map(made.map((payout) => [payout.requestId ?? payout.init, payout]));
      for (const { init, externalId, requestId, answer } of payouts.values()) {
        const isFailed = answer.isRejected && requestId === undefined;
        if (isFailed && isDocumentedRejection(answer.errorCode)) continue;
        const payout = { init, externalId, requestId, isAuthorised: authorised.has(init) };
        await closePayout(lab, journal, payout, { answer, isCancelledAlready: cancelled.has(requestId ?? "") });
      }
    },
  };

  function note(
    status: Finding["status"],
    experiment: ExperimentId,
    answer: AnswerCode | SkipReason,
    evidence: readonly Answer[],
    detail: string | undefined,
  ) {
    const ids = [...new Set(evidence.map(({ id }) => id))];
    const finding: Finding = { experiment, status, answer, ...(detail !== undefined && { detail }), evidence: ids };
    journal.append({ type: "finding", finding });
  }

  return lab;
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

/** A payout of the run that is left behind. */
export interface LeftPayout {
  /** The number of its init. */
  init: number;
  externalId: string;
  requestId: string | undefined;
  /** Whether an auth may have been sent for it. */
  isAuthorised: boolean;
}

/**
 * Cancels a payout, and reads how it ends. One that may be authorised is cancelled only if it shows no effect of that.
 *
 * @param about.answer of its init, if that is known.
 * @param about.isCancelledAlready whether a cancel of it succeeded.
 */
export async function closePayout(
  lab: Lab,
  journal: Journal,
  { init, externalId, requestId, isAuthorised }: LeftPayout,
  { answer, isCancelledAlready = false }: { answer?: Answer; isCancelledAlready?: boolean } = {},
): Promise<void> {
  const isFailed = answer?.isRejected === true;
  let id = requestId;
  let shown: Answer | undefined;
  if (id === undefined) {
    const fields = { externalMassPayoutId: externalId };
    // One that iyzico said it rejected, though by an unknown code, is looked for once.
    shown = isFailed ? await lab.retrieve(fields) : await lab.retrieveShown(fields);
    // A vendor that does not know the id may show another payout.
    id = isShownAs(shown, externalId) ? requestIdIn(shown) : undefined;
    if (id !== undefined) journal.append({ type: "payout", init, requestId: id });
    if (!isShownAs(shown, externalId) && isFailed && !isUnclear(shown)) {
      journal.append({ type: "init-rejected", init });
      return;
    }
  } else if (isAuthorised || isCancelledAlready) shown = await lab.retrieve({ requestId: id });
  const isOpen = shown === undefined || ["INIT", "INSUFFICIENT_BALANCE"].includes(payoutStatusOf(shown) ?? "");
  let isRefused = id === undefined && answer?.isSuccess === true;
  if (id !== undefined && isOpen) {
    // Again only if it had no effect: it may have been lost, or have come before the payout was known.
    for (let rejections = 0, time = 1; time <= 4 && rejections < 2; time += 1) {
      const cancelled = await lab.cancel(id);
      shown = await readCancelled(lab, id);
      isRefused = !cancelled.isSuccess && !isCancelled(payoutStatusOf(shown)) && !isAuthorised;
      if (!isRefused) break;
      if (cancelled.isRejected) rejections += 1;
    }
  }
  shown ??= await lab.retrieve({ requestId: id });
  const status = payoutStatusOf(shown);
  const last = isCancelled(status)
    ? "CANCELED"
    : status === undefined
      ? isUnclear(shown)
        ? "?"
        : "-"
      : wordOf(status);
  journal.append({ type: "payout-shown", init, status: last, ...(isRefused && { isRefused }) });
}

/** Reads a payout after a cancel, until it is shown as cancelled, for some seconds. */
async function readCancelled(lab: Lab, requestId: string): Promise<Answer> {
  let shown = await lab.retrieve({ requestId });
  for (const pauseMs of [2_000, 5_000, 15_000]) {
    if (isCancelled(payoutStatusOf(shown)) || isUnclear(shown)) break;
    await lab.sleep(pauseMs);
    shown = await lab.retrieve({ requestId });
  }
  return shown;
}

function isCancelled(status: string | undefined): boolean {
  return /^CANCELL?ED$/.test(status ?? "");
}

/** The requestId of a payout, if an answer of retrieve has it. */
function requestIdIn(answer: Answer): string | undefined {
  const { body } = answer;
  return (
    textAt(body, "massPayout", "requestId") ??
    textAt(body, "massPayout", "massPayoutRequestId") ??
    textAt(itemsOf(answer)[0], "massPayoutRequestId") ??
    textAt(body, "requestId")
  );
}

/** Whether a payout is shown exactly as it was ordered: INIT, each item once, in lira, and nothing that would pay more. */
function isAsOrdered(shown: Answer, payout: MadePayout): boolean {
  const items = itemsOf(shown);
  const ids = items.map((item) => textAt(item, "itemExternalId"));
  const externalId = textAt(shown.body, "massPayout", "externalId");
  // A payout without valid items may be listed without any.
  const isNoneAccepted = listAt(payout.answer.body, "invalidItems").length === payout.items.length;
  const isListed = items.length > 0 || isNoneAccepted;
  const sum = amountAt(valueAt(shown.body, "massPayout"), "totalAmount");
  const commissions = items.map((item) => amountAt(item, "commissionAmount") ?? "0");
  const most = sumAmounts([...payout.items.map(({ amount }) => amount), ...commissions]);
  return (
    payoutStatusOf(shown) === "INIT" &&
    (externalId === undefined || externalId === payout.externalId) &&
    isListed &&
    new Set(ids).size === ids.length &&
    items.every((item) => isOrdered(item, payout)) &&
    sum !== undefined &&
    compareAmounts(sum, most) <= 0
  );
}

/** An item's JSON. The amount is a literal, because a float would lose digits. */
function itemLiteral(item: ProbeItem, itemExternalId: string, recipient: ProbeRecipient, redactor: Redactor): string {
  const { amount, amountLiteral = amount, currency = "TRY", ...given } = item;
  const fields: Record<string, unknown> = { ...recipient, description, ...given, itemExternalId };
  if (typeof fields["description"] === "string") redactor.allow(fields["description"]);
  const json = JSON.stringify({ ...fields, amount: { value: 0, currency } });
  return json.replace(/"amount":\{"value":0/, () => `"amount":{"value":${amountLiteral}`);
}

/** An amount of an answer; "0" if it is missing, `undefined` if it cannot be read. */
export function amountAt(item: unknown, field: string): Amount | undefined {
  const text = textAt(item, field);
  // Zero was seen as 0E-8.
  if (valueAt(item, field) === undefined || valueAt(item, field) === null || /^0E-?\d{1,2}$/.test(text ?? ""))
    return "0";
  return text !== undefined && /^\d{1,30}(\.\d{1,12})?$/.test(text) ? text : undefined;
}

/** Whether an item that is shown was ordered, with an amount that is the ordered one, the commission added or subtracted. */
function isOrdered(item: unknown, { items }: MadePayout): boolean {
  const ordered = items.find(({ itemExternalId }) => itemExternalId === textAt(item, "itemExternalId"));
  const total = amountAt(item, "totalAmount");
  const commission = amountAt(item, "commissionAmount");
  const currency = textAt(item, "currencyCode") ?? "TRY";
  if (ordered === undefined || total === undefined || commission === undefined || currency !== "TRY") return false;
  const isEqual = (one: Amount, other: Amount) => compareAmounts(one, other) === 0;
  const { amount } = ordered;
  return (
    isEqual(total, amount) ||
    isEqual(total, sumAmounts([amount, commission])) ||
    isEqual(sumAmounts([total, commission]), amount)
  );
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
