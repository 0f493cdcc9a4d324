import { describe, expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { sendAndDisconnect, sendRaw, serveSimulator, signedRequest } from "../support/http.ts";
import { createMerchant, payoutOf, untilRequests } from "../support/merchant.ts";

const balanceTarget = "/v1/mass/payout/balance?locale=en";

describe("over HTTP", () => {
  test("a payout is received, authorised and paid", async () => {
    await using wire = await serveSimulator();
    const { simulator, merchant } = wire;
    const { body } = await merchant.init(payoutOf("p", 2));
    expect((await merchant.auth(body.requestId)).body.status).toBe("success");
    simulator.advance(1_000_000);
    expect((await merchant.retrieve({ requestId: body.requestId })).body.massPayout.massPayoutStatus).toBe("COMPLETED");
    expect((await merchant.balance()).body.balance).toBe("999800");
    simulator.assertDone();
  });

  test("answers are the same as without a port", async () => {
    await using wire = await serveSimulator();
    const other = createMerchant(createSimulator());
    for (const merchant of [wire.merchant, other]) await merchant.init(payoutOf("p", 3));
    const [one, two] = await Promise.all(
      [wire.merchant, other].map((merchant) => merchant.retrieve({ externalMassPayoutId: "p" })),
    );
    expect(one).toEqual(two);
  });

  test("signatures cover the path and the body bytes exactly as sent", async () => {
    await using wire = await serveSimulator();
    const { server } = wire;
    const body = '{ "externalId" : "p\\u0131", "items" : [] }';
    const { received } = await sendRaw(server.url, await signedRequest("POST", "/v1/mass/payout/init?locale=en", body));
    expect(received()).toMatch(/^HTTP\/1\.1 200 OK\r\ncontent-type: application\/json;charset=UTF-8\r\n/);
    expect(received()).toContain('"errorCode":"11"');
    for (const target of ["/v1/mass/payout/x/../balance?locale=en", "/v1/mass/payout/%62alance?locale=en"]) {
      const answer = await sendRaw(server.url, await signedRequest("GET", target));
      expect(answer.received()).toMatch(/^HTTP\/1\.1 404 /);
    }
    expect(wire.simulator.history.map(({ verified }) => verified)).toEqual([true, true, true]);
  });

  test("a request line with an absolute URL is rejected with 404 and an invalid signature", async () => {
    await using wire = await serveSimulator();
    const request = await signedRequest("GET", balanceTarget);
    const { received } = await sendRaw(wire.server.url, request.replace("GET /", "GET http://elsewhere/"));
    expect(received()).toMatch(/^HTTP\/1\.1 404 /);
    expect(wire.simulator.history).toMatchObject([{ verified: false, executed: false }]);
  });

  test("a reset fault resets the connection", async () => {
    await using wire = await serveSimulator();
    wire.simulator.fault({ kind: "reset-before" });
    const { received, error, closed } = await sendRaw(wire.server.url, await signedRequest("GET", balanceTarget));
    await closed;
    expect([received(), error()?.code]).toEqual(["", "ECONNRESET"]);
    wire.simulator.fault({ kind: "reset-after", operation: "init" });
    await expect(wire.merchant.init(payoutOf("p", 1))).rejects.toMatchObject({ message: "fetch failed" });
    expect(wire.simulator.payouts).toHaveLength(1);
  });

  test("a stalled body has half of its content-length, and its connection stays open", async () => {
    await using wire = await serveSimulator();
    wire.simulator.fault({ kind: "stalled-body" });
    const { received, socket } = await sendRaw(
      wire.server.url,
      await signedRequest("GET", balanceTarget, "", "keep-alive"),
      {
        untilBytes: 200,
      },
    );
    const [head = "", half = ""] = received().split("\r\n\r\n");
    const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
    expect(half).toHaveLength(Math.floor(length / 2));
    expect(socket.closed).toBe(false);
    socket.destroy();
  });

  test("a timeout ends when the caller disconnects or the server closes", async () => {
    const wire = await serveSimulator();
    wire.simulator.fault({ kind: "timeout-after", times: 2 });
    const controller = new AbortController();
    const aborted = wire.merchant.send("GET", balanceTarget, undefined, { signal: controller.signal });
    const waiting = wire.merchant.balance();
    await untilRequests(wire.simulator, 2);
    controller.abort(new Error("given up"));
    await expect(aborted).rejects.toThrow("given up");
    // Handled before close(), or its rejection could come while close() is awaited.
    const failed = expect(waiting).rejects.toThrow("fetch failed");
    await wire.server.close();
    await failed;
  });

  test("a proxy's page and a slow answer arrive", async () => {
    await using wire = await serveSimulator();
    wire.simulator.fault({ kind: "html-502" });
    wire.simulator.fault({ kind: "slow", ms: 5_000 });
    expect(await wire.merchant.balance()).toMatchObject({ httpStatus: 502, text: expect.stringMatching(/^<html>/) });
    const before = wire.simulator.clock.now();
    expect((await wire.merchant.balance()).body.status).toBe("success");
    expect(wire.simulator.clock.now() - before).toBe(5_000);
  });

  test("a redirect arrives, and a server that is closed and listens again refuses connections in between", async () => {
    await using wire = await serveSimulator();
    wire.simulator.fault({ kind: "redirect" });
    const response = await fetch(wire.server.url + balanceTarget, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/maintenance"]);
    await response.text();
    await wire.merchant.init(payoutOf("p", 1));
    await wire.server.close();
    // New connections: fetch may not have noticed that its kept one has ended.
    const request = await signedRequest("POST", "/v1/mass/payout/init?locale=en", JSON.stringify(payoutOf("p", 1)));
    const refused = await sendRaw(wire.server.url, request);
    expect([refused.received(), refused.error()?.code]).toEqual(["", "ECONNREFUSED"]);
    await using again = await wire.simulator.listen({ port: Number(new URL(wire.server.url).port) });
    expect((await sendRaw(again.url, request)).received()).toContain('"errorMessage":"externalId was used before"');
  });

  test("an endless body is rejected after 4 MiB", async () => {
    await using wire = await serveSimulator();
    const head = "POST /v1/mass/payout/init?locale=en HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const { received, closed, socket } = await sendRaw(wire.server.url, head + chunk.repeat(65), { untilBytes: 30 });
    expect(received()).toMatch(/^HTTP\/1\.1 200 /);
    socket.write(chunk.repeat(100));
    await closed;
    expect(wire.simulator.history).toMatchObject([{ executed: false, outcome: "failure" }]);
    expect((await wire.merchant.balance()).body.status).toBe("success");
  });

  test("a caller that disconnects during its request does not end the server", async () => {
    await using wire = await serveSimulator();
    const head = "POST /v1/mass/payout/init?locale=en HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{";
    await sendAndDisconnect(wire.server.url, head);
    expect((await wire.merchant.balance()).body.status).toBe("success");
    expect(wire.simulator.history).toHaveLength(1);
  });

  test("bytes that are not HTTP are rejected by Node, and are not in the history", async () => {
    await using wire = await serveSimulator();
    const { received } = await sendRaw(wire.server.url, "hello\r\n\r\n");
    expect(received()).toMatch(/^HTTP\/1\.1 400 /);
    expect(wire.simulator.history).toEqual([]);
  });

  test("a function of the options that throws ends the connection, and assertDone reports it", async () => {
    const mistake = new Error("no such item");
    await using wire = await serveSimulator({
      outcomeOf() {
        throw mistake;
      },
    });
    await expect(wire.merchant.init(payoutOf("p", 1))).rejects.toMatchObject({ message: "fetch failed" });
    expect(() => wire.simulator.assertDone()).toThrow(
      expect.objectContaining({ message: "A function of the options threw; see cause.", cause: mistake }),
    );
  });
});

describe("listen", () => {
  test("uses the given port, on the loopback address only", async () => {
    await using first = await createSimulator().listen();
    const port = Number(new URL(first.url).port);
    expect(first.url).toBe(`http://127.0.0.1:${port}`);
    await expect(createSimulator().listen({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    await using second = await createSimulator().listen({ port });
    expect(second.url).toBe(first.url);
  });

  test("can be called several times for one simulator, and each server can be closed twice", async () => {
    const simulator = createSimulator();
    const [one, two] = [await simulator.listen(), await simulator.listen()];
    await createMerchant({ fetch: globalThis.fetch }, { origin: one.url }).init(payoutOf("p", 1));
    const { body } = await createMerchant({ fetch: globalThis.fetch }, { origin: two.url }).retrieve({
      externalMassPayoutId: "p",
    });
    expect(body.total).toBe(1);
    for (const server of [one, two, one]) await server.close();
  });
});
