/**
 * Whether a request that the global `fetch` would send leaves through nothing but Node's own HTTP client with its default
 * settings. Asked for each request: a program may at any time replace `fetch` (a mock, a wrapper) or undici's global
 * dispatcher (a proxy, client certificates, interceptors, a mock), and must not be gone around then. Whatever is not
 * certain is answered with `false`.
 */
export function isPlainNodeFetch(): boolean {
  const { fetch } = globalThis;
  // Another realm's global object, such as that of a test runner, does not show the dispatcher that `fetch` uses.
  if (!(fetch instanceof Function) || !isNodeFetch(fetch)) return false;
  for (const key of dispatcherKeys) {
    const dispatcher = (globalThis as Record<symbol, unknown>)[key];
    // Without one, nothing has used `fetch` yet.
    if (dispatcher !== undefined && !isDefaultDispatcher(dispatcher)) return false;
  }
  return true;
}

/** Where undici keeps the dispatcher of all fetches, Node's copy and those from npm alike. */
const dispatcherKeys = [1, 2, 3, 4].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));

const fetches = new WeakMap<object, boolean>();

/** Whether a function is Node's own `fetch`: no other function can load what its source text loads. */
function isNodeFetch(fetch: typeof globalThis.fetch): boolean {
  const known = fetches.get(fetch);
  if (known !== undefined) return known;
  const source = Function.prototype.toString.call(fetch);
  const isNodes = /^function fetch\(input, init = undefined\) \{.*require\('internal\/deps\/undici\/undici'\)/s.test(
    source,
  );
  fetches.set(fetch, isNodes);
  return isNodes;
}

interface Dispatcher {
  dispatch(): unknown;
}

/** The dispatchers that are Node's, each with the method that it had when that was found. */
const defaultDispatchers = new WeakMap<object, unknown>();
const otherDispatchers = new WeakSet<object>();

function isDefaultDispatcher(dispatcher: unknown): boolean {
  if (typeof dispatcher !== "object" || dispatcher === null || otherDispatchers.has(dispatcher)) return false;
  const { dispatch } = dispatcher as Partial<Dispatcher>;
  if (defaultDispatchers.has(dispatcher)) return defaultDispatchers.get(dispatcher) === dispatch;
  const isDefault = isDefaultAgent(dispatcher);
  if (isDefault) defaultDispatchers.set(dispatcher, dispatch);
  else otherDispatchers.add(dispatcher);
  return isDefault;
}

/**
 * Whether a dispatcher is an Agent of the undici inside Node, made without options. Programs make one with options too,
 * from the constructor of the default one.
 */
function isDefaultAgent(dispatcher: object): boolean {
  const { process } = globalThis as { process: NodeJS.Process };
  const { isDeepStrictEqual, types } = process.getBuiltinModule("node:util");
  if (types.isProxy(dispatcher) || Object.hasOwn(dispatcher, "dispatch")) return false;
  const { prototype, name } = dispatcher.constructor as new () => Dispatcher;
  if (name !== "Agent" || Object.getPrototypeOf(dispatcher) !== prototype) return false;
  try {
    const fresh = new (dispatcher.constructor as new () => Dispatcher)();
    return (
      throwsInNode(fresh) &&
      ["options", "factory"].every((part) => {
        const [one, other] = [partOf(dispatcher, part), partOf(fresh, part)];
        return one !== undefined && isDeepStrictEqual(one, other);
      })
    );
  } catch {
    return false;
  }
}

/** A part that undici keeps under a symbol of its own. */
function partOf(agent: object, name: string): unknown {
  const key = Object.getOwnPropertySymbols(agent).find(({ description }) => description === name);
  return key && (agent as Record<symbol, unknown>)[key];
}

/** Whether `dispatch` is of Node's own code: without arguments it throws, directly below this function. */
function throwsInNode(agent: Dispatcher): boolean {
  try {
    agent.dispatch();
    return false;
  } catch (error) {
    const [, frame, caller] = String((error as Error).stack).split("\n");
    return /\(node:internal\/deps\/undici\//.test(String(frame)) && /\bthrowsInNode\b/.test(String(caller));
  }
}
