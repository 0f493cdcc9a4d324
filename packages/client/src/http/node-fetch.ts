/**
 * Whether a request by the global `fetch` would leave through nothing but Node's own HTTP client with its own settings.
 * Checked for each request: a program may replace `fetch` (a mock, a wrapper) or undici's global dispatcher (a proxy, client
 * certificates, interceptors, a mock), or subscribe to its requests (a tracer) at any time, and the request must not bypass
 * it. `false` if it is not certain.
 */
export function isPlainNodeFetch(): boolean {
  const { fetch } = globalThis;
  // In another realm than Node's, such as that of a test runner, the global object does not show the dispatcher.
  if (!(fetch instanceof Function) || !isNodeFetch(fetch)) return false;
  // Tracing subscribes here and adds its headers to each request.
  const { hasSubscribers } = globalThis.process.getBuiltinModule("node:diagnostics_channel");
  if (hasSubscribers("undici:request:create")) return false;
  const keys = Object.getOwnPropertySymbols(globalThis);
  const dispatcherKeys = keys.filter(({ description }) => description?.startsWith("undici.globalDispatcher."));
  return dispatcherKeys.every((key) => isDefaultDispatcher(dispatcherAt(key)));
}

function dispatcherAt(key: symbol): unknown {
  return (globalThis as Record<symbol, unknown>)[key];
}

let nodeFetch: unknown;

/** Whether a function is Node's own `fetch`: no other function can load what its source text loads. */
function isNodeFetch(fetch: typeof globalThis.fetch): boolean {
  if (fetch === nodeFetch) return true;
  const source = Function.prototype.toString.call(fetch);
  if (!/^function fetch\(input, init = undefined\) \{.*require\('internal\/deps\/undici\/undici'\)/s.test(source))
    return false;
  nodeFetch = fetch;
  return true;
}

interface Dispatcher {
  dispatch(): unknown;
}

/** What `dispatch` of a dispatcher was when it was found to be a default one; `undefined` for every other. */
const checked = new WeakMap<object, Dispatcher["dispatch"] | undefined>();

function isDefaultDispatcher(dispatcher: unknown): boolean {
  // Node sets it when `fetch` is first used.
  if (dispatcher === undefined) return true;
  if (typeof dispatcher !== "object" || dispatcher === null) return false;
  const { dispatch } = dispatcher as Dispatcher;
  const isDefault = () => isDefaultAgent(dispatcher) || isWrapper(dispatcher);
  if (!checked.has(dispatcher)) checked.set(dispatcher, isDefault() ? dispatch : undefined);
  return dispatch !== undefined && checked.get(dispatcher) === dispatch;
}

/**
 * Whether a dispatcher is what `new Agent()` makes in undici: the one inside Node sets it at the first fetch, and the package
 * when it is imported. Programs make others from the same constructor, with options.
 */
function isDefaultAgent(dispatcher: object): boolean {
  const { isDeepStrictEqual, types } = globalThis.process.getBuiltinModule("node:util");
  const Agent = dispatcher.constructor as new (options?: object) => Dispatcher;
  // The constructor is called below: only one of this name, because to make an Agent opens no connection.
  if (types.isProxy(dispatcher) || Object.hasOwn(dispatcher, "dispatch") || Agent?.name !== "Agent") return false;
  try {
    const fresh = new Agent();
    return (
      Object.getPrototypeOf(dispatcher) === Object.getPrototypeOf(fresh) &&
      // Not a class derived from it, nor a method put in its place: both throw for a missing argument.
      throwsInUndici(() => new Agent({ factory: null })) &&
      throwsInUndici(() => fresh.dispatch()) &&
      settingsOf(fresh).length === 2 &&
      isDeepStrictEqual(settingsOf(dispatcher), settingsOf(fresh))
    );
  } catch {
    return false;
  }
}

/** What an Agent of undici was made with. It keeps both under symbols of its own. */
function settingsOf(agent: object): unknown[] {
  const keys = Object.getOwnPropertySymbols(agent);
  const isSetting = ({ description }: symbol) => description === "options" || description === "factory";
  return keys.filter(isSetting).map((key) => (agent as Record<symbol, unknown>)[key]);
}

/**
 * Whether a dispatcher is the wrapper that undici 8 sets for older ones, together with the dispatcher that it wraps. That one
 * is under a symbol of its own, and is checked there.
 */
function isWrapper(dispatcher: object): boolean {
  const { types } = globalThis.process.getBuiltinModule("node:util");
  if (types.isProxy(dispatcher) || Object.hasOwn(dispatcher, "dispatch")) return false;
  if (dispatcher.constructor?.name !== "Dispatcher1Wrapper" || dispatcherAt(wrappedKey) === undefined) return false;
  return throwsInUndici(() => (dispatcher as Dispatcher).dispatch());
}

/** Where undici 8 keeps the dispatcher that it wraps. */
const wrappedKey = Symbol.for("undici.globalDispatcher.2");

/** Whether a function that throws at once does so in the code of undici, and calls no other before. */
function throwsInUndici(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    const [, thrower = "", , caller] = String((error as Error).stack).split("\n");
    const [, here] = String(new Error().stack).split("\n");
    const isUndici = /\((?:node:internal\/deps|.*[\\/]node_modules)[\\/]undici[\\/]/.test(thrower);
    return isUndici && placeOf(caller) === placeOf(here);
  }
}

/** The function and file of a line of a stack. */
function placeOf(frame: string | undefined): string | undefined {
  return frame?.replace(/:\d+:\d+\)?$/, "");
}
