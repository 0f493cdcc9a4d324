import type { paths } from "@iyzico-mass-payout/types";
import { auth } from "./auth.js";
import { balance } from "./balance.js";
import { cancel } from "./cancel.js";
import { init } from "./init.js";
import { item } from "./item.js";
import { operationNames, type SimulatedOperation } from "./operation-name.js";
import { retrieve } from "./retrieve.js";
import type { Operate } from "./world.js";

interface Operation {
  readonly method: "GET" | "POST";
  readonly path: keyof paths;
  readonly operate: Operate;
}

/** Every operation: where it stands, and what it does. */
export const operations: Readonly<Record<SimulatedOperation, Operation>> = {
  retrieve: { method: "POST", path: "/v1/mass/payout/retrieve", operate: retrieve },
  init: { method: "POST", path: "/v1/mass/payout/init", operate: init },
  auth: { method: "POST", path: "/v1/mass/payout/auth", operate: auth },
  cancel: { method: "POST", path: "/v1/mass/payout/cancel/{requestId}", operate: cancel },
  item: { method: "GET", path: "/v1/mass/payout/retrieve/items/{referenceCode}", operate: item },
  balance: { method: "GET", path: "/v1/mass/payout/balance", operate: balance },
};

/** Paths as they stand on the request line, to the letter: no dot segment, escape or second slash is resolved. */
const patterns = operationNames.map((name): [SimulatedOperation, RegExp] => [
  name,
  new RegExp(`^${operations[name].path.replace(/\{\w+\}/, "([^/]+)")}$`),
]);

/** An operation that was asked for, and the parameter in its path. */
export interface Route {
  readonly operation: SimulatedOperation;
  readonly parameter: string;
}

/** Which operation is asked for. The HTTP status of a refusal when it is none: 404 for the path, 405 for the method. */
export function route(method: string, path: string): Route | 404 | 405 {
  for (const [operation, pattern] of patterns) {
    const match = pattern.exec(path);
    if (match !== null) {
      return operations[operation].method === method ? { operation, parameter: match[1] ?? "" } : 405;
    }
  }
  return 404;
}
