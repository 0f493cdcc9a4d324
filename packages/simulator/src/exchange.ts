import { createVerifier } from "@iyzico-mass-payout/auth";
import { locales } from "@iyzico-mass-payout/types";
import { type Answer, failureAnswer, type Reader } from "./answer.js";
import { type Delivery, deliver } from "./delivery.js";
import { execute } from "./execute.js";
import { failures } from "./failure.js";
import type { FaultQueue } from "./fault.js";
import { closed, type OpenCall, type SimulatedCall } from "./history.js";
import { type Route, route } from "./operations.js";
import { createRateLimit } from "./rate-limit.js";
import type { World } from "./world.js";

/** A request as it stood on the wire. */
interface Arrival {
  readonly method: string;
  /** Path and query as on the request line. */
  readonly target: string;
  readonly authorization: string | null | undefined;
  readonly body: Uint8Array;
}

/** Takes a request and says what comes back. */
export type Exchange = (arrival: Arrival) => Promise<Delivery>;

/** Bodies end here. At 200 bytes an item that is a payout of 20,000. */
export const largestBody: number = 4 * 1024 * 1024;

export function createExchange(
  world: World,
  { faults, history, now }: { faults: FaultQueue; history: SimulatedCall[]; now: () => number },
): Exchange {
  const { apiKey, secretKey } = world.settings.credentials;
  const verifier = createVerifier({ secretKeyFor: (key) => (key === apiKey ? secretKey : undefined) });
  const gates = { faults, isWithinLimit: createRateLimit(world.settings.perMinute) };

  const exchange: Exchange = async ({ method, target, authorization, body }) => {
    const verification = await verifier.verify({ authorization, path: target, body });
    const [path = "", query] = target.split("?", 2);
    const named = new URLSearchParams(query).get("locale");
    const locale = locales.find((known) => known === named);
    const call: OpenCall = { at: now(), verified: verification.ok, executed: false, faults: [] };
    const reader: Reader = { locale: locale ?? "tr", now: call.at };

    let said: Answer | undefined;
    const serve = ({ operation, parameter }: Route): Delivery => {
      call.operation = operation;
      const fault = faults.onWire(operation);
      if (fault !== undefined) call.faults.push(fault.kind);
      const carryOut = () => {
        said = execute(world, gates, { operation, parameter, body, verification, locale }, call);
        return said;
      };
      return deliver(fault, carryOut, reader);
    };
    try {
      const found = route(method, path);
      const refused = (httpStatus: number): Delivery => {
        return { kind: "answer", answer: failureAnswer(failures.invalidRequest, reader, httpStatus), afterMs: 0 };
      };
      const isTooLarge = body.byteLength > largestBody;
      const delivery = typeof found === "number" ? refused(found) : isTooLarge ? refused(200) : serve(found);
      if ("answer" in delivery) said = delivery.answer;
      return delivery;
    } finally {
      history.push(closed(call, said));
    }
  };

  // One at a time, in the order of their arrival: how long a signature takes to verify must not decide who is first.
  let last: Promise<unknown> = Promise.resolve();
  return (arrival) => {
    const own = last.then(() => exchange(arrival));
    last = Promise.allSettled([own]);
    return own;
  };
}
