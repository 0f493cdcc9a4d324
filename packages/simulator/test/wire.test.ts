import { once } from "node:events";
import { connect } from "node:net";
import { createSigner } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createSimulator } from "../src/index.ts";
import { credentials, merchantOf, orders } from "./merchant.ts";

/** A simulator on a real port, and a merchant who speaks to it over HTTP. */
async function listening(options?: Parameters<typeof createSimulator>[0]) {
  const simulator = createSimulator(options);
  const server = await simulator.listen();
  const merchant = merchantOf({ fetch: globalThis.fetch }, { origin: server.url });
  return { simulator, server, merchant, [Symbol.asyncDispose]: () => server.close() };
}

/** What comes back for bytes that nobody has tidied up: all of it, and how the connection ended. */
async function raw(url: string, request: string, { untilBytes = Number.POSITIVE_INFINITY } = {}) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = "";
  let error: NodeJS.ErrnoException | undefined;
  socket.on("error", (reason) => {
    error = reason;
  });
  const ended = once(socket, "close").catch(() => undefined);
  const enough = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      received += chunk;
      if (received.length >= untilBytes) resolve();
    });
  });
  socket.write(request);
  await Promise.race([ended, enough]);
  return { socket, received: () => received, error: () => error, ended };
}

/** A signed request as it stands on the wire. */
async function written(method: string, target: string, body = "", connection = "close"): Promise<string> {
  const { authorization } = await createSigner(credentials).sign({ path: target, body });
  return `${method} ${target} HTTP/1.1\r\nhost: x\r\nconnection: ${connection}\r\nauthorization: ${authorization}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
const balanceTarget = "/v1/mass/payout/balance?locale=en";

describe("over HTTP", () => {
  test("a payout is made, authorised and paid", async () => {
    await using wire = await listening();
    const { simulator, merchant } = wire;
    const { body } = await merchant.init(orders("p", 2));
    expect((await merchant.auth(body.requestId)).body.status).toBe("success");
    simulator.advance(1_000_000);
    expect((await merchant.retrieve({ requestId: body.requestId })).body.massPayout.massPayoutStatus).toBe("COMPLETED");
    expect((await merchant.balance()).body.balance).toBe("999800");
    simulator.assertDone();
  });

  test("answers are the same as without a port", async () => {
    await using wire = await listening();
    const other = merchantOf(createSimulator());
    for (const merchant of [wire.merchant, other]) await merchant.init(orders("p", 3));
    const [one, two] = await Promise.all(
      [wire.merchant, other].map((merchant) => merchant.retrieve({ externalMassPayoutId: "p" })),
    );
    expect(one).toEqual(two);
  });

  test("signatures cover the path and the bytes as they stood on the wire", async () => {
    await using wire = await listening();
    const { server } = wire;
    const body = '{ "externalId" : "p\\u0131", "items" : [] }';
    const { received } = await raw(server.url, await written("POST", "/v1/mass/payout/init?locale=en", body));
    expect(received()).toMatch(/^HTTP\/1\.1 200 OK\r\ncontent-type: application\/json;charset=UTF-8\r\n/);
    expect(received()).toContain('"errorCode":"11"');
    for (const target of ["/v1/mass/payout/x/../balance?locale=en", "/v1/mass/payout/%62alance?locale=en"]) {
      const answer = await raw(server.url, await written("GET", target));
      expect(answer.received()).toMatch(/^HTTP\/1\.1 404 /);
    }
    expect(wire.simulator.history.map(({ verified }) => verified)).toEqual([true, true, true]);
  });

  test("a request line with a whole URL is no path, and none that could be signed", async () => {
    await using wire = await listening();
    const request = await written("GET", balanceTarget);
    const { received } = await raw(wire.server.url, request.replace("GET /", "GET http://elsewhere/"));
    expect(received()).toMatch(/^HTTP\/1\.1 404 /);
    expect(wire.simulator.history).toMatchObject([{ verified: false, executed: false }]);
  });

  test("a reset is a reset", async () => {
    await using wire = await listening();
    wire.simulator.fault({ kind: "reset-before" });
    const { received, error, ended } = await raw(wire.server.url, await written("GET", balanceTarget));
    await ended;
    expect([received(), error()?.code]).toEqual(["", "ECONNRESET"]);
    wire.simulator.fault({ kind: "reset-after", operation: "init" });
    await expect(wire.merchant.init(orders("p", 1))).rejects.toMatchObject({ message: "fetch failed" });
    expect(wire.simulator.payouts).toHaveLength(1);
  });

  test("a body that stalls is half of what it says that it is", async () => {
    await using wire = await listening();
    wire.simulator.fault({ kind: "stalled-body" });
    const { received, socket } = await raw(wire.server.url, await written("GET", balanceTarget, "", "keep-alive"), {
      untilBytes: 200,
    });
    const [head = "", half = ""] = received().split("\r\n\r\n");
    const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
    expect(half).toHaveLength(Math.floor(length / 2));
    expect(socket.closed).toBe(false);
    socket.destroy();
  });

  test("an answer that never comes ends when the caller hangs up or the server closes", async () => {
    const wire = await listening();
    wire.simulator.fault({ kind: "timeout-after", times: 2 });
    const controller = new AbortController();
    const given = wire.merchant.ask("GET", balanceTarget, undefined, { signal: controller.signal });
    const waiting = wire.merchant.balance();
    await expect.poll(() => wire.simulator.history.length).toBe(2);
    controller.abort(new Error("given up"));
    await expect(given).rejects.toThrow("given up");
    await wire.server.close();
    await expect(waiting).rejects.toThrow("fetch failed");
  });

  test("a page of a proxy and a slow answer arrive as they are", async () => {
    await using wire = await listening();
    wire.simulator.fault({ kind: "html-502" });
    wire.simulator.fault({ kind: "slow", ms: 5_000 });
    expect(await wire.merchant.balance()).toMatchObject({ httpStatus: 502, text: expect.stringMatching(/^<html>/) });
    const before = wire.simulator.clock.now();
    expect((await wire.merchant.balance()).body.status).toBe("success");
    expect(wire.simulator.clock.now() - before).toBe(5_000);
  });

  test("a body without an end is cut off", async () => {
    await using wire = await listening();
    const head = "POST /v1/mass/payout/init?locale=en HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const { received, ended, socket } = await raw(wire.server.url, head + chunk.repeat(65), { untilBytes: 30 });
    expect(received()).toMatch(/^HTTP\/1\.1 200 /);
    socket.write(chunk.repeat(100));
    await ended;
    expect(wire.simulator.history).toMatchObject([{ executed: false, outcome: "failure" }]);
    expect((await wire.merchant.balance()).body.status).toBe("success");
  });

  test("whoever hangs up in the middle of a request does no harm", async () => {
    await using wire = await listening();
    const head = "POST /v1/mass/payout/init?locale=en HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{";
    const { hostname, port } = new URL(wire.server.url);
    const socket = connect(Number(port), hostname);
    socket.write(head, () => socket.destroy());
    await once(socket, "close");
    expect((await wire.merchant.balance()).body.status).toBe("success");
    expect(wire.simulator.history).toHaveLength(1);
  });

  test("what is no HTTP is none of the simulator's", async () => {
    await using wire = await listening();
    const { received } = await raw(wire.server.url, "hello\r\n\r\n");
    expect(received()).toMatch(/^HTTP\/1\.1 400 /);
    expect(wire.simulator.history).toEqual([]);
  });

  test("a function of the options that throws ends the connection, and is told when the test asks", async () => {
    const mistake = new Error("no such item");
    await using wire = await listening({
      outcomeOf() {
        throw mistake;
      },
    });
    await expect(wire.merchant.init(orders("p", 1))).rejects.toMatchObject({ message: "fetch failed" });
    expect(() => wire.simulator.assertDone()).toThrow(
      expect.objectContaining({ message: "A function of the options threw; see cause.", cause: mistake }),
    );
  });
});

describe("listen", () => {
  test("takes the port that it is given, on the loopback address alone", async () => {
    await using first = await createSimulator().listen();
    const port = Number(new URL(first.url).port);
    expect(first.url).toBe(`http://127.0.0.1:${port}`);
    await expect(createSimulator().listen({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    await using second = await createSimulator().listen({ port });
    expect(second.url).toBe(first.url);
  });

  test("may be closed twice, and one simulator may listen on several ports", async () => {
    const simulator = createSimulator();
    const [one, two] = [await simulator.listen(), await simulator.listen()];
    await merchantOf({ fetch: globalThis.fetch }, { origin: one.url }).init(orders("p", 1));
    const { body } = await merchantOf({ fetch: globalThis.fetch }, { origin: two.url }).retrieve({
      externalMassPayoutId: "p",
    });
    expect(body.total).toBe(1);
    for (const server of [one, two, one]) await server.close();
  });
});
