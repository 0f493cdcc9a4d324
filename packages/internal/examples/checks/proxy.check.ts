import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { expectNoSecret, startIyzico } from "../src/iyzico.ts";
import { runProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("proxy");

/** A proxy that asks for a password, and tunnels. */
async function startProxy() {
  const tunnels: string[] = [];
  const proxy = createServer((_, response) => response.writeHead(400).end());
  proxy.on("connect", (request, socket) => {
    const { authorization = request.headers["proxy-authorization"] } = request.headers;
    const password = Buffer.from(String(authorization).replace("Basic ", ""), "base64").toString();
    if (password !== "user:CANARY-password") return socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    tunnels.push(request.url ?? "");
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on("error", () => socket.destroy());
    return socket.on("error", () => upstream.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { tunnels, port: (proxy.address() as AddressInfo).port };
}

const read = (env: NodeJS.ProcessEnv) => runProgram("proxy", ["balance.ts"], env);

test("every request goes through the proxy", async () => {
  const [iyzico, proxy] = await Promise.all([startIyzico({ balance: "1234.56" }), startProxy()]);
  const PAYOUT_PROXY = `http://user:CANARY-password@127.0.0.1:${proxy.port}`;
  const { exitCode, output } = await read({ ...iyzico.env, PAYOUT_PROXY });
  expect(output).toContain("1234.56");
  expect(exitCode).toBe(0);
  expect(proxy.tunnels).toEqual([new URL(iyzico.env.IYZICO_BASE_URL).host]);
  expect(iyzico.simulator.history).toHaveLength(1);
});

test("with a proxy that refuses or is not there, or without one, no request goes around it", async () => {
  const [iyzico, proxy] = await Promise.all([startIyzico(), startProxy()]);
  const refused = await read({ ...iyzico.env, PAYOUT_PROXY: `http://user:CANARY-wrong@127.0.0.1:${proxy.port}` });
  const absent = await read({ ...iyzico.env, PAYOUT_PROXY: "http://user:CANARY-password@127.0.0.1:9" });
  for (const { exitCode, output } of [refused, absent]) {
    expect(exitCode).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ code: "network_error" });
    expectNoSecret(output);
  }
  expect((await read(iyzico.env)).output).toContain("PAYOUT_PROXY is required");
  expect(iyzico.simulator.history).toEqual([]);
});
