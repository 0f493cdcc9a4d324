import { spawn } from "node:child_process";
import diagnosticsChannel from "node:diagnostics_channel";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { text } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isPlainNodeFetch } from "../../src/http/node-fetch.ts";
import * as certificates from "../support/certificates.ts";
import { clientFor } from "../support/client.ts";
import { listen, startAnswering } from "../support/server.ts";

// No request may bypass what a program sets up for its fetch: a company's proxy, client certificates, mocks.

const success = '{"status":"success"}';

// Node's own dispatcher is there first: undici sets one when it is imported and there is none.
void Response;
const undici = await import("undici");
const undici8 = await import("undici-8");
// The types of the two versions do not fit together, and what the tests use of them is the same.
const versions = { 7: undici, 8: undici8 as unknown as typeof undici };

type Dispatcher = InstanceType<typeof undici.Dispatcher>;

const globals = globalThis as unknown as Record<symbol, Dispatcher>;
const keys = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`)).filter((key) => key in globals);
const nodes = keys.map((key) => globals[key] as Dispatcher);
const [own] = nodes as [Dispatcher];
/** The class of Node's own dispatcher. */
const NodeAgent = own.constructor as typeof undici.Agent;

function setDispatcher(dispatcher: unknown): void {
  for (const key of keys) globals[key] = dispatcher as Dispatcher;
}

beforeEach(() => {
  expect(isPlainNodeFetch()).toBe(true);
});

afterEach(() => {
  vi.unstubAllGlobals();
  for (const [index, key] of keys.entries()) globals[key] = nodes[index] as Dispatcher;
});

/** Sends an auth, and says whether Node's HTTP modules sent it and not fetch, which names its mode. */
async function isSentByTransport(): Promise<boolean> {
  await using server = await startAnswering(success);
  await clientFor(server.url).auth("r-1");
  expect(server.arrivals).toHaveLength(1);
  return server.arrivals[0]?.headers["sec-fetch-mode"] === undefined;
}

/** A proxy that lets nothing through. */
async function startProxy() {
  const targets: unknown[] = [];
  const proxy = createServer().on("connect", ({ url }: IncomingMessage, socket) => {
    targets.push(url);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  return { url: await listen(proxy), targets, [Symbol.asyncDispose]: async () => void proxy.close() };
}

test("Node's HTTP modules send in place of Node's fetch, before its first use and after it", async () => {
  expect(await isSentByTransport()).toBe(true);
  setDispatcher(undefined);
  expect(await isSentByTransport()).toBe(true);
});

test("a program that adds headers to the requests of fetch, such as a tracer, adds them", async () => {
  await using server = await startAnswering(success);
  const addHeader = (message: unknown) => {
    (message as { request: { addHeader(name: string, value: string): void } }).request.addHeader("traceparent", "00-1");
  };
  diagnosticsChannel.subscribe("undici:request:create", addHeader);
  try {
    await clientFor(server.url).auth("r-1");
  } finally {
    diagnosticsChannel.unsubscribe("undici:request:create", addHeader);
  }
  expect(server.arrivals.map(({ headers }) => headers["traceparent"])).toEqual(["00-1"]);
});

describe("a global dispatcher that the program has set is used:", () => {
  test("a proxy", async () => {
    await using server = await startAnswering(success);
    await using proxy = await startProxy();
    const agent = new undici.ProxyAgent({ uri: proxy.url, proxyTunnel: true });
    undici.setGlobalDispatcher(agent);
    await expect(clientFor(server.url).auth("r-1")).rejects.toMatchObject({
      code: "network_error",
      outcome: "unknown",
    });
    expect(proxy.targets).toEqual([new URL(server.url).host]);
    expect(server.arrivals).toEqual([]);
    await agent.close();
  });

  test("the proxy of NODE_USE_ENV_PROXY", async () => {
    await using server = await startAnswering(success);
    await using proxy = await startProxy();
    const env = { ...process.env, NODE_USE_ENV_PROXY: "1", HTTP_PROXY: proxy.url, NO_PROXY: "" };
    const script = fileURLToPath(new URL("../support/writing-process.ts", import.meta.url));
    const child = spawn(process.execPath, [script, server.url, "600000"], { env });
    child.stdin.end("\n");
    expect(await text(child.stdout)).toContain("network_error unknown");
    expect(proxy.targets).toEqual([new URL(server.url).host]);
    expect(server.arrivals).toEqual([]);
  });

  test.each([
    ["an Agent of undici", () => undici.Agent],
    ["an Agent of the class of Node's own", () => NodeAgent],
  ])("%s with client certificates", async (_, agentClass) => {
    const { key, current: cert } = certificates;
    const subjects: unknown[] = [];
    const server = createTlsServer({ key, cert, requestCert: true, rejectUnauthorized: false }, (request, response) => {
      subjects.push((request.socket as TLSSocket).getPeerCertificate().subject?.CN);
      response.end(success);
    });
    const url = (await listen(server)).replace("http:", "https:");
    const agent = new (agentClass())({ connect: { key, cert, ca: [cert] } });
    setDispatcher(agent);
    await clientFor(url).auth("r-1");
    expect(subjects).toEqual(["current"]);
    await agent.close();
    server.close();
  });

  test("a mock", async () => {
    const agent = new undici.MockAgent();
    agent.disableNetConnect();
    agent
      .get("https://iyzico.invalid")
      .intercept({ path: () => true, method: "POST" })
      .reply(200, success);
    undici.setGlobalDispatcher(agent);
    await clientFor("https://iyzico.invalid").auth("r-1");
    agent.assertNoPendingInterceptors();
  });

  test("interceptors on Node's own", async () => {
    const methods: unknown[] = [];
    const composed = own.compose((dispatch) => (options, handler) => {
      methods.push(options.method);
      return dispatch(options, handler);
    });
    setDispatcher(composed);
    expect(await isSentByTransport()).toBe(false);
    expect(methods).toEqual(["POST"]);
  });

  test.each<[string, () => unknown]>([
    ["an Agent of undici with options", () => new undici.Agent({ connections: 1 })],
    ["an Agent of a class derived from undici's", () => new (class Agent extends undici.Agent {})()],
    ["an Agent that tries again", () => new undici.RetryAgent(new undici.Agent())],
    ["an Agent of Node's class with options", () => new NodeAgent({ connections: 1 })],
    [
      "an Agent of Node's class with a factory",
      () => new NodeAgent({ factory: (origin) => new undici.Client(origin) }),
    ],
    ["an Agent of a class derived from Node's", () => new (class Agent extends NodeAgent {})()],
    ["a Proxy of Node's own", () => new Proxy(own, {})],
  ])("%s", async (_, make) => {
    setDispatcher(make());
    expect(await isSentByTransport()).toBe(false);
  });

  test("one whose dispatch does nothing without arguments, or is not there", () => {
    const failing = class Agent {
      constructor() {
        throw new Error("is not to be made");
      }
    };
    setDispatcher({ constructor: failing });
    expect(isPlainNodeFetch()).toBe(false);
    setDispatcher(
      new (class Agent {
        dispatch() {}
      })(),
    );
    expect(isPlainNodeFetch()).toBe(false);
    for (const value of [null, 1, {}, Object.create(null), { constructor: null }]) {
      setDispatcher(value);
      expect(isPlainNodeFetch()).toBe(false);
    }
  });
});

describe.each(Object.entries(versions))(
  "of the package undici %s",
  (_, { Agent, MockAgent, ProxyAgent, RetryAgent, setGlobalDispatcher }) => {
    test("the Agent that it sets when it is imported changes nothing, and Node's HTTP modules send", async () => {
      setGlobalDispatcher(new Agent());
      expect(await isSentByTransport()).toBe(true);
    });

    test.each<[string, () => Dispatcher]>([
      ["a proxy", () => new ProxyAgent("http://127.0.0.1:1")],
      ["a mock", () => new MockAgent()],
      ["an Agent that tries again", () => new RetryAgent(new Agent())],
      ["an Agent with options", () => new Agent({ connections: 1 })],
    ])("%s is not bypassed", (_, make) => {
      setGlobalDispatcher(make());
      expect(isPlainNodeFetch()).toBe(false);
    });
  },
);

describe("the wrapper that undici 8 sets for older ones", () => {
  const wrap = () => new undici8.Dispatcher1Wrapper(new undici8.Agent());
  const setBoth = (first: unknown, second: unknown) => {
    globals[Symbol.for("undici.globalDispatcher.1")] = first as Dispatcher;
    globals[Symbol.for("undici.globalDispatcher.2")] = second as Dispatcher;
  };

  test("changes nothing beside a default Agent", () => {
    setBoth(wrap(), own);
    expect(isPlainNodeFetch()).toBe(true);
  });

  test.each<[string, () => [first: unknown, second: unknown]]>([
    ["alone, because what it wraps is not known", () => [wrap(), undefined]],
    ["beside a proxy", () => [wrap(), new undici8.ProxyAgent("http://127.0.0.1:1")]],
    ["as a Proxy", () => [new Proxy(wrap(), {}), own]],
    ["with another dispatch", () => [Object.assign(wrap(), { dispatch() {} }), own]],
  ])("is not bypassed %s", (_, make) => {
    setBoth(...make());
    expect(isPlainNodeFetch()).toBe(false);
  });
});

test("a default Agent of Node's class is Node's own, wherever the stack may be read", () => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  setDispatcher(new NodeAgent());
  expect(isPlainNodeFetch()).toBe(false);
  Error.stackTraceLimit = stackTraceLimit;
  setDispatcher(new NodeAgent());
  expect(isPlainNodeFetch()).toBe(true);
});

test("a dispatch that is replaced on Node's own dispatcher, or on its class, is used", async () => {
  const { dispatch } = own;
  for (const holder of [own, Object.getPrototypeOf(NodeAgent.prototype)] as Dispatcher[]) {
    const isInherited = holder !== own;
    const counted = vi.fn(function (this: Dispatcher, ...values: Parameters<Dispatcher["dispatch"]>) {
      return dispatch.apply(this, values);
    });
    holder.dispatch = counted;
    if (isInherited) setDispatcher(new NodeAgent());
    expect(await isSentByTransport()).toBe(false);
    expect(counted).toHaveBeenCalled();
    if (isInherited) holder.dispatch = dispatch;
    else Reflect.deleteProperty(holder, "dispatch");
  }
});

describe("a global fetch that the program has replaced is used:", () => {
  test.each<[string, () => typeof fetch]>([
    [
      "a wrapper",
      () => {
        const { fetch } = globalThis;
        return (input, init) => fetch(input, init);
      },
    ],
    [
      "a wrapper of the same name",
      () => {
        const { fetch: inner } = globalThis;
        return function fetch(input, init = undefined) {
          return inner(input, init);
        };
      },
    ],
    ["Node's own, bound", () => fetch.bind(undefined)],
    ["a Proxy of Node's own", () => new Proxy(fetch, {})],
    ["undici's", () => undici.fetch as unknown as typeof fetch],
  ])("%s", (_, make) => {
    const replacement = make();
    vi.stubGlobal("fetch", replacement);
    expect(isPlainNodeFetch()).toBe(false);
  });

  test("a mock", async () => {
    const mock = vi.fn(async () => new Response(success));
    vi.stubGlobal("fetch", mock);
    await clientFor("http://127.0.0.1:1").auth("r-1");
    expect(mock).toHaveBeenCalledOnce();
  });

  test("Node's own in another realm, whose dispatcher cannot be seen", () => {
    vi.stubGlobal("Function", runInNewContext("Function"));
    expect(isPlainNodeFetch()).toBe(false);
  });

  test("none", () => {
    vi.stubGlobal("fetch", undefined);
    expect(isPlainNodeFetch()).toBe(false);
  });
});
