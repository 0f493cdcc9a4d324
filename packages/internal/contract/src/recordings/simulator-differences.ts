import { createSigner, type SignedHeaders } from "@iyzico-mass-payout/auth";
import { compareAmounts, faultsOf, sumAmounts } from "@iyzico-mass-payout/client";
import { createSimulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import type { Exchange, Recording } from "./recording.ts";

/** What the simulator answers otherwise than a recording. */
interface Difference {
  /** The number of the exchange, or the series of a sum. */
  at: number | string;
  recorded: string;
  simulated: string;
}

/** How the simulator compares with a recording. */
export interface Likeness {
  /** With the simulator's defaults. */
  differences: readonly Difference[];
  /** The options that make it most alike, such as `repeatedInit: "new-payout"`. */
  options: readonly string[];
  /** What no option makes alike. */
  remaining: readonly Difference[];
}

const credentials = { apiKey: "sandbox-replay", secretKey: "sandbox-replay-secret" };

/** Every option that a recording may show, by how it is told. */
const candidates: Readonly<Record<string, SimulatorOptions>> = Object.fromEntries(
  [
    { dialect: "java" },
    { signedTarget: "path-and-query" },
    { usedRandomKey: "rejected" },
    { cancelAfterAuth: "cancelled" },
    { cancelAfterAuth: "ignored" },
    { repeatedInit: "same-payout" },
    { repeatedInit: "new-payout" },
    { repeatedAuth: "ignored" },
    { repeatedAuth: "paid-again" },
    { notFound: "rejected-1000" },
    { notFound: "unknown-code" },
    { notFound: "http-404" },
    { notFound: "success-without-payout" },
    { invalidListing: "rejected" },
    { invalidListing: "always-rejected" },
    { invalidListing: "success-without-payout" },
    { listingTotal: "all-items" },
    { totalAmount: "amount-and-commission" },
    { totalAmount: "amount-minus-commission" },
  ].map((options) => [nameOf(options as SimulatorOptions), options as SimulatorOptions]),
);

function nameOf(options: SimulatorOptions): string {
  const [[name, value] = []] = Object.entries(options);
  return `${name}: ${JSON.stringify(value)}`;
}

/**
 * Sends the requests of a recording to the simulator, and names what it answers otherwise. Options are added as long as one
 * makes it more alike. Answers are compared by success, code, HTTP status, fields and their types, and the balances of a
 * series by what has left them: statuses depend on time.
 */
export async function compareWithSimulator(recording: Recording): Promise<Likeness> {
  const differences = await differencesUnder(recording, {});
  let options: SimulatorOptions = {};
  let remaining: readonly Difference[] = differences;
  const names: string[] = [];
  for (let isBetter = remaining.length > 0; isBetter; ) {
    isBetter = false;
    let best: { name: string; option: SimulatorOptions; left: readonly Difference[] } | undefined;
    for (const [name, option] of Object.entries(candidates)) {
      if (Object.keys(option).some((key) => key in options)) continue;
      const left = await differencesUnder(recording, { ...options, ...option });
      if (left.length < (best?.left ?? remaining).length) best = { name, option, left };
    }
    if (best !== undefined) {
      options = { ...options, ...best.option };
      remaining = best.left;
      names.push(best.name);
      isBetter = remaining.length > 0;
    }
  }
  return { differences, options: names.sort(), remaining };
}

/** Recorded accounts are stand-ins: an IBAN that was rejected for its check digits has a stand-in that is too. */
function isBadIban(recipientInfo: string): boolean {
  const item = {
    itemExternalId: "1",
    recipientType: "IBAN" as const,
    recipientInfo,
    recipientName: "Recipient One",
    amount: { value: "1", currency: "TRY" as const },
    description: "Any",
  };
  return faultsOf({ externalId: "1", items: [item] }).length > 0;
}

async function differencesUnder({ exchanges }: Recording, options: SimulatorOptions): Promise<Difference[]> {
  let now = 0;
  const simulator = createSimulator({
    credentials,
    balance: "1000000000000",
    clock: { now: () => now },
    // Money leaves soon, and after a cancel that follows an auth at once.
    delays: { authorised: 500, queued: 500, itemsQueued: 0, sent: 0, processing: 0, refund: 0 },
    outcomeOf: ({ recipientType, recipientInfo }) =>
      recipientType === "IBAN" && isBadIban(recipientInfo) ? "rejected" : "paid",
    commissionOf: () => commissionIn(exchanges),
    ...options,
  });
  const ids = new Map<string, string>();
  const signed = new Map<string, SignedHeaders>();
  const differences: Difference[] = [];
  const balances = new Map<string, { recorded: string[]; simulated: string[] }>();
  for (const { id, series, at, request, response } of exchanges) {
    now = Math.max(now, Date.parse(at));
    if (response === undefined) continue;
    const target = replaceIds(request.path, ids);
    const body = request.body === undefined ? undefined : replaceIds(request.body, ids);
    const headers = await sign(request, target, body, signed);
    const init = { method: request.method, headers: { ...headers, "content-type": "application/json" } };
    const answer = await simulator.fetch(`https://simulated${target}`, body === undefined ? init : { ...init, body });
    const simulated = { status: answer.status, body: await answer.text() };
    const [one, other] = [profileOf(response, new Set(ids.keys())), profileOf(simulated, new Set(ids.values()))];
    if (one.text !== other.text) differences.push({ at: id, recorded: one.text, simulated: other.text });
    learnIds(one.json, other.json, ids);
    const [recordedBalance, simulatedBalance] = [one.json, other.json].map((json) => textOf(json, "balance"));
    if (recordedBalance !== undefined && simulatedBalance !== undefined) {
      const known = balances.get(series) ?? { recorded: [], simulated: [] };
      known.recorded.push(recordedBalance);
      known.simulated.push(simulatedBalance);
      balances.set(series, known);
    }
  }
  for (const [series, { recorded, simulated }] of balances) {
    const [one, other] = [recorded, simulated].map(decreaseOf);
    if (one !== other)
      differences.push({ at: series, recorded: `balance less by ${one}`, simulated: `balance less by ${other}` });
  }
  return differences;
}

/** How a request was signed, for the simulator's keys. The one that was used before is that of the same request. */
async function sign(
  { method, path, body: recordedBody = "", signature }: Exchange["request"],
  target: string,
  body: string | undefined,
  signed: Map<string, SignedHeaders>,
): Promise<Partial<SignedHeaders>> {
  if (signature === "none") return {};
  const key = `${method} ${path} ${recordedBody}`;
  const used = signed.get(key);
  if (signature === "used-before" && used !== undefined) return used;
  const keys = signature === "wrong" ? { ...credentials, secretKey: "wrong" } : credentials;
  const signer = createSigner(keys, { signedTarget: signature === "path-and-query" ? "path-and-query" : "path" });
  const headers = await signer.sign({ path: target, body });
  signed.set(key, headers);
  return headers;
}

interface Profile {
  json: unknown;
  text: string;
}

/** What is compared of an answer. */
function profileOf({ status, body }: { status: number; body: string }, ids: ReadonlySet<string>): Profile {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { json: undefined, text: `HTTP ${status}, no JSON` };
  }
  const isSuccess = textOf(json, "status") === "success";
  if (!isSuccess) return { json, text: `HTTP ${status}, failure ${textOf(json, "errorCode") ?? "without a code"}` };
  const requestId = textOf(json, "requestId");
  const isOld = requestId !== undefined && ids.has(requestId);
  const items = (json as { massPayoutItems?: { items?: unknown[] } }).massPayoutItems?.items;
  const listed = items === undefined ? "" : `, ${items.length} items of ${totalOf(json)}`;
  return { json, text: `HTTP ${status}, ${isOld ? "known requestId, " : ""}${fieldsOf(json).join(" ")}${listed}` };
}

function totalOf(json: unknown): string {
  return textOf(json, "total") ?? textOf((json as { massPayoutItems: unknown }).massPayoutItems, "total") ?? "?";
}

/** Every field with its type, once. Those of which an answer may say nothing are left out. */
function fieldsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((entry) => fieldsOf(entry, `${path}[]`)))];
  if (typeof value !== "object" || value === null) return value === null ? [] : [`${path}:${typeof value}`];
  const fields = Object.entries(value).filter(
    ([key]) => !["completedDate", "canceledDate", "errorMessage"].includes(key),
  );
  return fields.flatMap(([key, entry]) => fieldsOf(entry, `${path}.${key}`)).sort();
}

function textOf(json: unknown, key: string): string | undefined {
  const value = Object(json)[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function commissionIn(exchanges: readonly Exchange[]): string {
  const [, commission = "0"] = exchanges.flatMap(
    ({ response }) => /"commissionAmount":(\d+(?:\.\d+)?)/.exec(response?.body ?? "") ?? [],
  );
  return commission;
}

/** What has left the balance from the first to the last reading of a series. */
function decreaseOf(balances: readonly string[]): string {
  const [first = "0"] = balances;
  const last = balances.at(-1) ?? "0";
  if (compareAmounts(last, first) >= 0) return "0";
  const [whole, decimals] = [first, last].map((amount) =>
    BigInt(sumAmounts([amount, "0.000000000000"]).replace(".", "")),
  ) as [bigint, bigint];
  return String(whole - decimals);
}

function replaceIds(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, (id) => ids.get(id) ?? id);
}

/** Ids of the recording, and the simulator's for the same things. */
function learnIds(recorded: unknown, simulated: unknown, ids: Map<string, string>): void {
  const requestIds = [recorded, simulated].map((json) => textOf(json, "requestId"));
  if (requestIds[0] !== undefined && requestIds[1] !== undefined) ids.set(requestIds[0], requestIds[1]);
  const codes = [recorded, simulated].map(
    (json) => new Map(itemsIn(json).map((item) => [textOf(item, "itemExternalId"), textOf(item, "referenceCode")])),
  );
  for (const [item, code] of codes[0] ?? []) {
    const other = codes[1]?.get(item);
    if (code !== undefined && other !== undefined) ids.set(code, other);
  }
}

function itemsIn(json: unknown): unknown[] {
  return (json as { massPayoutItems?: { items?: unknown[] } } | undefined)?.massPayoutItems?.items ?? [];
}
