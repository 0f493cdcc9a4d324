// A process with a simulator that settles a payout at once, behind a proxy that counts the bytes of all connections.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { credentials } from "../data/payouts.ts";
import { openProject } from "../project.ts";

const { createSimulator } = await openProject(process.argv[2] ?? "").simulator();
const delays = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0, refund: 0 };
const simulator = createSimulator({
  credentials,
  clock: Date,
  delays,
  balance: "100000000000",
  commissionOf: () => "2.50",
});
const { url } = await simulator.listen();
const sockets = new Set<Socket>();

const proxy = createServer((socket) => {
  sockets.add(socket);
  const target = connect(Number(new URL(url).port), "127.0.0.1");
  socket.pipe(target);
  target.pipe(socket);
  for (const end of [socket, target]) end.on("error", () => socket.destroy());
});
proxy.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
});
process.on("message", () => process.send?.(takeCounts()));
process.on("disconnect", () => process.exit());

function takeCounts() {
  const all = [...sockets];
  const operations = simulator.history.map(({ operation }) => operation);
  return {
    sentBytes: all.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    receivedBytes: all.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    requests: operations.length,
    inits: operations.filter((operation) => operation === "init").length,
    auths: operations.filter((operation) => operation === "auth").length,
    timesPaid: simulator.payouts.flatMap(({ items }) => items.map(({ timesPaid }) => timesPaid)),
  };
}

/** What arrived so far, and how often each recipient was paid. */
export type PayCounts = ReturnType<typeof takeCounts>;
