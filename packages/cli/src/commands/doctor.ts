import { promises as dns } from "node:dns";
import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import {
  type Credentials,
  createMassPayoutClient,
  diagnoseSignature,
  isMassPayoutError,
  type MassPayoutClientOptions,
  type MassPayoutError,
  type SignedTarget,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { doctorMessages, errorsMessages } from "../messages/catalogs.js";
import type { CheckName, DoctorMessages } from "../messages/doctor.js";
import { printable } from "../terminal/printable.js";
import { type Check, formatChecks } from "../views/doctor.js";
import { maskKey } from "../views/mask.js";
import type { CommandContext } from "./command.js";
import { nameDestination } from "./destination.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { readLimits } from "./read-limits.js";
import type { UsageError } from "./usage-error.js";
import { dateOf } from "./wall-time.js";

/** What `mass-payout doctor` takes. */
export interface DoctorFlags extends ConnectionFlags {
  store?: string;
  json: boolean;
}

/** How long each connection may take, in milliseconds. */
const connectTimeoutMs = 10_000;

/** A larger difference of the clocks is a fault, in milliseconds. */
const maxClockDifferenceMs = 60_000;

/** A certificate that ends sooner is a fault, in days. */
const minCertificateDays = 7;

type Connection = ReturnType<typeof connectionOf>;

/** What a check finds. A failed one says what to do. */
type Finding = Omit<Check, "name">;

/** `mass-payout doctor`: checks what a signed request needs, step by step. It changes nothing at iyzico. */
export async function runDoctor(flags: DoctorFlags, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  await Promise.all([doctorMessages, errorsMessages].map((messages) => messages.load(locale)));
  const checks: Check[] = [];
  const check = async (name: CheckName, find: () => Finding | Promise<Finding>) => {
    const finding = await find();
    checks.push({ name, ...finding });
    return finding.status === "ok";
  };
  await runChecks(check, flags, context);
  const isOk = checks.every(({ status }) => status !== "failed");
  if (flags.json) stdout.write(`${JSON.stringify({ ok: isOk, checks }, null, 2)}\n`);
  else stdout.write(formatChecks(checks, formatOf(stdout, context)));
  return isOk ? exitCodes.success : exitCodes.failure;
}

type RunCheck = (name: CheckName, find: () => Finding | Promise<Finding>) => Promise<boolean>;

async function runChecks(check: RunCheck, flags: DoctorFlags, context: CommandContext): Promise<void> {
  const { environment } = context;
  const text = doctorMessages.in(context.locale);
  await check("node", () => checkNode(process.version, text));
  let connection: Connection | undefined;
  const isKeyed = await check("credentials", () => {
    try {
      connection = connectionOf(flags, context);
    } catch (error) {
      // A UsageError, whose message says which key is missing.
      return failed((error as UsageError).message);
    }
    return checkCredentials(connection, flags.profile, text);
  });
  const isAddressed = await check("address", () =>
    connection === undefined ? skipped(text.notReached) : checkAddress(connection, text),
  );
  const proxy = proxyOf(environment, text);
  await check("proxy", () => proxy.finding);
  const reached = await checkConnection(check, isAddressed ? connection : undefined, proxy.isUsed, context);
  await check("balance", () =>
    reached === undefined || !isKeyed ? skipped(text.notReached) : checkBalance(reached, context, text),
  );
  const { store } = flags;
  if (store !== undefined) await check("store", () => checkStore(store, context, text));
}

function ok(detail: string): Finding {
  return { status: "ok", detail };
}

function failed(detail: string): Finding {
  return { status: "failed", detail };
}

function skipped(detail: string): Finding {
  return { status: "skipped", detail };
}

/** @param version of Node.js, such as "v20.12.0". */
export function checkNode(version: string, text: DoctorMessages): Finding {
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 12) ? ok(version) : failed(text.nodeTooOld(version));
}

async function checkCredentials(
  { credentials }: Connection,
  profile: string | undefined,
  text: DoctorMessages,
): Promise<Finding> {
  // The environment and the profiles have no other signer.
  const { apiKey, secretKey } = credentials as Credentials;
  if (/["'`“”]/.test(apiKey + secretKey)) return failed(text.keyHasQuotes);
  const findings = await diagnoseSignature({ credentials: { apiKey, secretKey }, url: "https://localhost" });
  if (findings.some(({ code }) => code === "unusable-credentials")) return failed(text.keyHasBlanks);
  const source = profile === undefined ? text.fromEnvironment : text.fromProfile(printable(profile));
  return ok(text.keys(maskKey(apiKey), apiKey.length, source));
}

async function checkAddress(connection: Connection, text: DoctorMessages): Promise<Finding> {
  const { baseUrl, credentials } = connection;
  const path = baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).pathname : "/";
  if (/^\/v\d+\/mass-?\/?payout/i.test(path)) return failed(text.addressHasOldPath);
  if (path !== "/") return failed(text.addressHasPath(printable(path)));
  try {
    createMassPayoutClient(probing(connection));
  } catch (error) {
    return failed(text.addressInvalid((error as MassPayoutError).message));
  }
  const { kind, origin } = nameDestination(connection);
  const findings = await diagnoseSignature({ credentials, url: origin });
  for (const { code } of findings) {
    if (code === "sandbox-key-on-production" || code === "production-key-on-sandbox") {
      return failed(text.wrongEnvironment[code]);
    }
  }
  return ok(text.addressIs(origin, kind));
}

/** The address alone: other keys than the caller's are valid for sure. */
function probing(connection: Connection): MassPayoutClientOptions {
  return {
    credentials: { apiKey: "key", secretKey: "key" },
    baseUrl: connection.baseUrl ?? nameDestination(connection).origin,
  };
}

function originOf(connection: Connection): string {
  return nameDestination(connection).origin;
}

/** Whether requests go through a proxy of the environment: see docs/proxies.md. */
function proxyOf(environment: NodeJS.ProcessEnv, text: DoctorMessages): { isUsed: boolean; finding: Finding } {
  const variables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
  const names = variables.filter((name) => environment[name]).join(", ");
  if (names === "") return { isUsed: false, finding: ok(text.noProxy) };
  if (!environment["NODE_USE_ENV_PROXY"]) return { isUsed: false, finding: skipped(text.proxyUnused(names)) };
  if (!process.allowedNodeEnvironmentFlags.has("--use-env-proxy")) {
    return { isUsed: false, finding: failed(text.proxyNeedsNewerNode(names)) };
  }
  return { isUsed: true, finding: ok(text.proxyUsed(names)) };
}

/** Checks name, connection, TLS and clock. Returns the connection if the server was reached. */
async function checkConnection(
  check: RunCheck,
  connection: Connection | undefined,
  isProxied: boolean,
  context: CommandContext,
): Promise<Connection | undefined> {
  const text = doctorMessages.in(context.locale);
  if (connection === undefined) {
    for (const name of ["dns", "tcp", "tls", "clock"] as const) await check(name, () => skipped(text.notReached));
    return undefined;
  }
  const url = new URL(originOf(connection));
  const isTls = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || (isTls ? 443 : 80));
  if (isProxied) {
    for (const name of ["dns", "tcp", "tls"] as const) await check(name, () => skipped(text.behindProxy));
  } else {
    const isResolved = await check("dns", () => checkName(host, text));
    const isConnected = await check("tcp", () => (isResolved ? checkPort(host, port, text) : skipped(text.notReached)));
    await check("tls", () => {
      if (!isTls) return skipped(text.noTls);
      return isConnected ? checkCertificate(host, port, context) : skipped(text.notReached);
    });
    if (!isConnected) {
      await check("clock", () => skipped(text.notReached));
      return undefined;
    }
  }
  await check("clock", () => checkClock(url, context));
  return connection;
}

async function checkName(host: string, text: DoctorMessages): Promise<Finding> {
  try {
    const addresses = await dns.lookup(host, { all: true });
    return ok(text.resolved(addresses.map(({ address }) => address).join(", ")));
  } catch (error) {
    return failed(text.unresolved(host, codeOf(error)));
  }
}

async function checkPort(host: string, port: number, text: DoctorMessages): Promise<Finding> {
  const socket = connectTcp({ host, port });
  try {
    await opened(socket, "connect");
    return ok(text.connected(host, port));
  } catch (error) {
    return failed(text.notConnected(host, port, codeOf(error)));
  } finally {
    socket.destroy();
  }
}

async function checkCertificate(host: string, port: number, { locale, clock }: CommandContext): Promise<Finding> {
  const text = doctorMessages.in(locale);
  const socket = connectTls({ host, port, minVersion: "TLSv1.2" });
  try {
    await opened(socket, "secureConnect");
    const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - dateOf(clock)) / 86_400_000);
    if (days < minCertificateDays) return failed(text.tlsExpires(days));
    return ok(text.tlsIs(String(socket.getProtocol()), days));
  } catch (error) {
    return failed(text.tlsFailed(codeOf(error)));
  } finally {
    socket.destroy();
  }
}

/** Rejects if the socket fails or takes too long. */
async function opened(socket: Socket, event: string): Promise<void> {
  await once(socket, event, { signal: AbortSignal.timeout(connectTimeoutMs) });
}

/** The answer may be any: only its date counts, which has whole seconds. */
async function checkClock(url: URL, { locale, clock }: CommandContext): Promise<Finding> {
  const text = doctorMessages.in(locale);
  let date: string;
  const begin = dateOf(clock);
  try {
    const signal = AbortSignal.timeout(connectTimeoutMs);
    const response = await fetch(url, { method: "HEAD", redirect: "manual", signal });
    date = response.headers.get("date") ?? "";
  } catch {
    return skipped(text.noDate);
  }
  const serverMs = Date.parse(date);
  if (Number.isNaN(serverMs)) return skipped(text.noDate);
  const difference = (begin + dateOf(clock)) / 2 - (serverMs + 500);
  const seconds = Math.round(Math.abs(difference) / 1_000);
  return Math.abs(difference) > maxClockDifferenceMs
    ? failed(text.clockWrong(seconds))
    : ok(text.clockDiffers(seconds));
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}

async function checkBalance(connection: Connection, context: CommandContext, text: DoctorMessages): Promise<Finding> {
  const failure = await readBalance(connection, connection.signedTarget, context);
  if (failure === undefined) return ok(text.balanceAnswered);
  if (failure.code === "authentication_failed") {
    const other: SignedTarget = connection.signedTarget === "path-and-query" ? "path" : "path-and-query";
    const otherFailure = await readBalance(connection, other, context);
    if (otherFailure === undefined) return failed(text.otherTarget(other));
  }
  // What the keys and the address have to do with it was checked before: the failure has no findings.
  const [what = "", ...remedies] = errorsMessages.in(context.locale).explain(failure);
  return failed(text.balanceFailed(failure.errorCode, [what, ...remedies].join(" ")));
}

/** The error of a signed request, if it fails. */
async function readBalance(
  connection: Connection,
  signedTarget: SignedTarget | undefined,
  { locale, clock }: CommandContext,
): Promise<MassPayoutError | undefined> {
  const options = { ...connection, signedTarget, locale, clock, ...readLimits } as MassPayoutClientOptions;
  const answer = createMassPayoutClient(options).balance();
  return answer.then(
    () => undefined,
    (error: MassPayoutError) => error,
  );
}

async function checkStore(folder: string, { locale }: CommandContext, text: DoctorMessages): Promise<Finding> {
  try {
    await createFileStore(folder).load("doctor");
    return ok(text.storeIs(printable(folder)));
  } catch (error) {
    // An error of the system, such as EACCES, is passed on.
    return failed(isMassPayoutError(error) ? errorsMessages.in(locale).explain(error).join(" ") : codeOf(error));
  }
}
