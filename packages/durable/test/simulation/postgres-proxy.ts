import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What becomes of a COMMIT, and of its answer. */
export type CommitFate =
  | "pass"
  /** The connection dies before it: the transaction is rolled back. */
  | "cut"
  /** It is committed, and the connection dies before the answer. */
  | "swallow"
  /** It is committed, and the answer waits for a promise. */
  | Promise<void>;

/** Which request the transaction of a COMMIT announces. */
export type AnnouncedWrite = "init" | "auth" | undefined;

/** A network between a process and Postgres. */
export interface PostgresProxy {
  /** Such as `postgres://postgres@127.0.0.1:25432/postgres`. */
  connectionString(database: string): string;
  /** Ends all connections now. */
  cut(): void;
  /** While it is down, connections are refused as soon as they are made. */
  isDown: boolean;
  /** Decides on each COMMIT. */
  onCommit: (announced: AnnouncedWrite) => CommitFate;
  close(): void;
}

/** Starts a proxy in front of the Postgres that listens on `portOf()`, which may change. */
export async function startPostgresProxy(portOf: () => number): Promise<PostgresProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (proxy.isDown) {
      client.on("error", () => undefined).resetAndDestroy();
      return;
    }
    const upstream = connect(portOf(), "127.0.0.1");
    const end = () => {
      for (const socket of [client, upstream]) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", end).on("close", end);
    }
    let transaction = "";
    let fate: CommitFate = "pass";
    client.on("data", (chunk: Buffer) => {
      const text = chunk.toString("latin1");
      if (isStatement(text, "begin")) transaction = "";
      transaction = (transaction + text).slice(-1_000_000);
      fate = isStatement(text, "commit") ? proxy.onCommit(announcedIn(transaction)) : "pass";
      if (fate === "cut") end();
      else upstream.write(chunk);
    });
    upstream.on("data", (chunk: Buffer) => {
      if (fate === "swallow") end();
      else if (typeof fate === "string") client.write(chunk);
      else fate.then(() => client.write(chunk));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const proxy: PostgresProxy = {
    connectionString: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    isDown: false,
    onCommit: () => "pass",
    cut() {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    close() {
      proxy.cut();
      server.close();
    },
  };
  return proxy;
}

/** Whether a message of the protocol is the simple query of this statement alone: a letter, the length, text, and a zero. */
function isStatement(message: string, statement: string): boolean {
  return message.startsWith("Q") && message.slice(5, -1).toLowerCase() === statement;
}

function announcedIn(transaction: string): AnnouncedWrite {
  if (transaction.includes('"phase":"authorising"')) return "auth";
  return transaction.includes('"phase":"initiating"') ? "init" : undefined;
}
