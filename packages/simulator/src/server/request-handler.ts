import { createVerifier, parseAuthorization } from "@iyzico-mass-payout/auth";
import { locales } from "@iyzico-mass-payout/types";
import type { Context } from "../operations/context.js";
import { vendorFailures } from "../operations/vendor-failure.js";
import { type Answer, type Envelope, failureAnswer } from "./answer.js";
import { executeOperation } from "./execute-operation.js";
import type { FaultQueue } from "./fault-queue.js";
import { closeCall, type OpenCall, type SimulatedCall } from "./history.js";
import type { LateDeliveries } from "./late-deliveries.js";
import { createRateLimiter } from "./rate-limiter.js";
import { type Execution, respond, type WireResponse } from "./response.js";
import { findRoute, type Route } from "./route.js";

/** A request as it was on the wire. */
interface WireRequest {
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly target: string;
  readonly authorization: string | null | undefined;
  readonly body: Uint8Array;
  /** Whether it came over a connection, which can't be refused any more. */
  readonly isConnected: boolean;
}

/** Handles a request, and resolves to what the caller receives. */
export type RequestHandler = (request: WireRequest) => Promise<WireResponse>;

/** The largest body that is read, 4 MiB. At 200 bytes an item that is a payout of 20,000 items. */
export const maxBodyBytes: number = 4 * 1024 * 1024;

export function createRequestHandler(
  context: Context,
  {
    faults,
    lateDeliveries,
    history,
    now,
  }: { faults: FaultQueue; lateDeliveries: LateDeliveries; history: SimulatedCall[]; now: () => number },
): RequestHandler {
  const { signedTarget, perMinute, credentials } = context.settings;
  const { apiKey, secretKey } = credentials;
  const verifier = createVerifier({ secretKeyFor: (key) => (key === apiKey ? secretKey : undefined), signedTarget });
  const limits = { faults, rateLimiter: createRateLimiter(perMinute), usedRandomKeys: new Set<string>() };

  const handle: RequestHandler = async ({ method, target, authorization, body, isConnected }) => {
    const verification = await verifier.verify({ authorization, path: target, body });
    const [path = "", query] = target.split("?", 2);
    const requested = new URLSearchParams(query).get("locale");
    const locale = locales.find((known) => known === requested);
    const call: OpenCall = { at: now(), verified: verification.ok, executed: false, faults: [] };
    const envelope: Envelope = { locale: locale ?? "tr", now: call.at };

    let answer: Answer | undefined;
    const respondTo = ({ operation, parameter }: Route): WireResponse => {
      call.operation = operation;
      const fault = faults.takeWireFault(operation, isConnected);
      if (fault !== undefined) call.faults.push(fault.kind);
      const randomKey = parseAuthorization(authorization ?? "")?.randomKey ?? "";
      const request = { operation, parameter, body, verification, locale, randomKey };
      const execution: Execution = {
        now() {
          answer = executeOperation(context, limits, request, call);
          return answer;
        },
        later(kind, milliseconds) {
          lateDeliveries.schedule(call.at + milliseconds, { operation, fault: kind }, (at) => {
            const { verified } = call;
            const delivered: OpenCall = { at, sentAt: call.at, operation, verified, executed: false, faults: [kind] };
            let unread: Answer | undefined;
            try {
              unread = executeOperation(context, limits, request, delivered);
            } finally {
              history.push(closeCall(delivered, unread));
            }
          });
        },
      };
      return respond(fault, execution, envelope);
    };
    const reject = (httpStatus: number): WireResponse => {
      return { kind: "answer", answer: failureAnswer(vendorFailures.invalidRequest, envelope, httpStatus), afterMs: 0 };
    };
    try {
      const route = findRoute(method, path);
      const isTooLarge = body.byteLength > maxBodyBytes;
      const response = typeof route === "number" ? reject(route) : isTooLarge ? reject(200) : respondTo(route);
      if ("answer" in response) answer = response.answer;
      return response;
    } finally {
      // A refused request has not arrived.
      if (!call.faults.includes("connection-refused")) history.push(closeCall(call, answer));
    }
  };

  // One at a time, in the order of arrival: the duration of a signature check must not decide which request comes first.
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const own = last.then(() => handle(request));
    last = Promise.allSettled([own]);
    return own;
  };
}
