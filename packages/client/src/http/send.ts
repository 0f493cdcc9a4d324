import { fetchOnce } from "@iyzico-mass-payout/auth";
import type { Context } from "./context.js";
import type { Deadline } from "./deadline.js";

/** Nothing of the request left this process. The cause is what its fetch rejected with. */
export class NotSent extends Error {}

/** The request was not sent, because its time to begin was over. */
export class StartMissed extends NotSent {}

/**
 * Sends a signed request once, if it can begin before `start` is over. Rejects with NotSent only where that is certain;
 * what any other rejection means for the request is unknown.
 *
 * An error code proves nothing: a fetch that tries twice reports ECONNREFUSED for a request that its first try delivered.
 * So it must be Node's own fetch, and what undici publishes about the request must show that it was never written.
 */
export async function send(fetch: Context["fetch"], request: Request, start: Deadline): Promise<Response> {
  if (!(start.remaining() > 0)) throw new StartMissed();
  const channel = fetch === fetchOnce ? diagnosticsChannel() : undefined;
  return channel === undefined ? fetch(request) : sendWatched(channel, request, start);
}

type DiagnosticsChannel = typeof import("node:diagnostics_channel");

/** Where undici, the HTTP client in Node, publishes what it does. Not within reach before Node 20.16 and 22.3. */
function diagnosticsChannel(): DiagnosticsChannel | undefined {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  return process?.getBuiltinModule?.("node:diagnostics_channel");
}

/** The parts of undici's messages that are used. */
interface Message {
  request: { headers: unknown };
  socket: { destroy(): void };
  error: unknown;
}

/**
 * Sends with `fetchOnce`. A rejection proves that nothing was sent if all of this was seen:
 *
 * 1. Only Node's own code ran between this call and undici's request: no wrapped fetch and no dispatcher of the program,
 *    which may have sent the request before by other means.
 * 2. undici made one request of it, so it did not begin a second try.
 * 3. undici did not come to write the headers of that request, or its socket was destroyed before it did.
 * 4. The error is that of a connection that undici could not make: of the name, the address, or the TLS handshake.
 */
async function sendWatched(channel: DiagnosticsChannel, request: Request, start: Deadline): Promise<Response> {
  const randomKey = String(request.headers.get("x-iyzi-rnd"));
  const callers = stackFrames(stackFrames);
  const made = new Set<unknown>();
  const connectErrors = new Set<unknown>();
  let isMadeByNode = false;
  let isWritten = false;
  let isLate = false;

  const onCreate = (message: unknown) => {
    const { request: created } = message as Message;
    if (!String(created.headers).includes(randomKey)) return;
    made.add(created);
    const frames = stackFrames(onCreate);
    // The last frame above those of the callers is fetchOnce.
    const between = frames.slice(0, Math.max(0, frames.length - callers.length - 1));
    isMadeByNode = between.length > 0 && between.every(isNodeFrame);
  };
  const onConnectError = (message: unknown) => {
    connectErrors.add((message as Message).error);
  };
  // Published just before undici writes. The process may have been paused while it connected.
  const onSendHeaders = (message: unknown) => {
    const { request: sending, socket } = message as Message;
    if (!made.has(sending)) return;
    if (start.remaining() > 0) {
      isWritten = true;
    } else {
      isLate = true;
      socket.destroy();
    }
  };

  const subscribers = [
    ["undici:request:create", onCreate],
    ["undici:client:connectError", onConnectError],
    ["undici:client:sendHeaders", onSendHeaders],
  ] as const;
  const unsubscribe = () => {
    for (const [name, subscriber] of subscribers) channel.unsubscribe(name, subscriber);
  };
  for (const [name, subscriber] of subscribers) channel.subscribe(name, subscriber);
  try {
    const responding = fetchOnce(request);
    // Node's own fetch has made undici's request by now. Another one is not watched: it may never settle.
    if (!isMadeByNode) unsubscribe();
    return await responding;
  } catch (error) {
    const isUnwritten = isMadeByNode && made.size === 1 && !isWritten;
    if (isUnwritten && isLate) throw new StartMissed();
    if (isUnwritten && connectErrors.has((Object(error) as Error).cause)) throw new NotSent("", { cause: error });
    throw error;
  } finally {
    unsubscribe();
  }
}

/** The stack of calls that led to a function, the last one first. Empty if the program fixed the length of stacks. */
function stackFrames(callee: (...values: never[]) => unknown): string[] {
  const { stackTraceLimit } = Error;
  if (!Reflect.set(Error, "stackTraceLimit", Number.POSITIVE_INFINITY)) return [];
  const holder = { stack: "" };
  Error.captureStackTrace(holder, callee);
  // Formatted now or when it is read, with the frames of now.
  const [, ...frames] = String(holder.stack).split("\n");
  Error.stackTraceLimit = stackTraceLimit;
  return frames;
}

/** Whether a frame is of Node's own code, or of the language, such as the constructor of Promise. */
function isNodeFrame(frame: string): boolean {
  return /^\s+at (?:.* \()?(?:node:|<anonymous>\))/.test(frame);
}
