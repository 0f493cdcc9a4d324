import { endpoints, operationNames, type SimulatedOperation } from "../operations/endpoints.js";

/** A requested operation, and the parameter in its path. */
export interface Route {
  readonly operation: SimulatedOperation;
  readonly parameter: string;
}

/** Paths are matched as on the request line: no dot segment, escape or double slash is resolved. */
const patterns = operationNames.map((name): [SimulatedOperation, RegExp] => [
  name,
  new RegExp(`^${endpoints[name].path.replace(/\{\w+\}/, "([^/]+)")}$`),
]);

/** Finds the requested operation. If there is none, returns the HTTP status: 404 for the path, 405 for the method. */
export function findRoute(method: string, path: string): Route | 404 | 405 {
  for (const [operation, pattern] of patterns) {
    const match = pattern.exec(path);
    if (match !== null) {
      return endpoints[operation].method === method ? { operation, parameter: match[1] ?? "" } : 405;
    }
  }
  return 404;
}
