import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createSigner } from "@iyzico-mass-payout/auth";
import { createSimulator, type Simulator, type SimulatorOptions, type SimulatorServer } from "../../src/index.ts";
import { createMerchant, credentials, type Merchant } from "./merchant.ts";

interface Served extends AsyncDisposable {
  simulator: Simulator;
  server: SimulatorServer;
  merchant: Merchant;
}

/** A simulator on a port, and a merchant that reaches it over HTTP. */
export async function serveSimulator(options?: SimulatorOptions): Promise<Served> {
  const simulator = createSimulator(options);
  const server = await simulator.listen();
  const merchant = createMerchant({ fetch: globalThis.fetch }, { origin: server.url });
  return { simulator, server, merchant, [Symbol.asyncDispose]: () => server.close() };
}

interface RawExchange {
  socket: Socket;
  received(): string;
  error(): NodeJS.ErrnoException | undefined;
  /** Resolves when the connection is closed, also after an error. */
  closed: Promise<unknown>;
}

/** Sends bytes unchanged. Resolves when the connection is closed, or when `untilBytes` have arrived. */
export async function sendRaw(
  url: string,
  request: string,
  { untilBytes = Number.POSITIVE_INFINITY }: { untilBytes?: number } = {},
): Promise<RawExchange> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = "";
  let error: NodeJS.ErrnoException | undefined;
  socket.on("error", (reason) => {
    error = reason;
  });
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const enough = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      received += chunk;
      if (received.length >= untilBytes) resolve();
    });
  });
  socket.write(request);
  await Promise.race([closed, enough]);
  return { socket, received: () => received, error: () => error, closed };
}

/** Sends the beginning of a request, and disconnects. */
export async function sendAndDisconnect(url: string, request: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(request, () => socket.destroy());
  await once(socket, "close");
}

/** The bytes of a signed request. */
export async function signedRequest(
  method: string,
  target: string,
  body = "",
  connection: "close" | "keep-alive" = "close",
): Promise<string> {
  const { authorization } = await createSigner(credentials).sign({ path: target, body });
  const length = Buffer.byteLength(body);
  return `${method} ${target} HTTP/1.1\r\nhost: x\r\nconnection: ${connection}\r\nauthorization: ${authorization}\r\ncontent-length: ${length}\r\n\r\n${body}`;
}
