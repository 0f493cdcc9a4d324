import { type Postgres, startPostgres } from "@iyzico-mass-payout/postgres";
import { type Replica, startReplica } from "@iyzico-mass-payout/postgres/replica";

/** One Postgres that serves, and a replica that takes over. */
export interface Cluster {
  /** The port of the Postgres that serves now. */
  port(): number;
  connectionString(): string;
  readonly database: string;
  /** Kills the server, and starts it again with its data. */
  crash(): Promise<void>;
  /** Starts a replica, if there is none. */
  follow(): Promise<void>;
  /** Promotes the replica, which lacks what was committed in the last `lostMs` milliseconds. */
  failOver(lostMs: number): Promise<void>;
  stop(): Promise<void>;
}

const database = "books";

// As a careless administrator would set it: commits are confirmed before they are on disk.
const options = { isDurable: true, settings: { synchronous_commit: "off", max_connections: "200" } };

export async function startCluster(): Promise<Cluster> {
  let primary: Postgres = await startPostgres(options);
  let replica: Replica | undefined;
  const dead: Postgres[] = [];
  await primary.createDatabase(database);
  return {
    database,
    port: () => primary.port,
    connectionString: () => primary.connectionString(database),
    async crash() {
      await primary.kill();
      await primary.restart();
    },
    async follow() {
      replica ??= await startReplica(primary, options);
    },
    async failOver(lostMs) {
      if (replica === undefined) throw new Error("There is no replica.");
      await replica.catchUp();
      await replica.disconnect();
      await new Promise((resolve) => setTimeout(resolve, lostMs));
      await primary.kill();
      dead.push(primary);
      await replica.promote();
      primary = replica;
      replica = undefined;
    },
    async stop() {
      await Promise.all([primary, replica, ...dead].map((server) => server?.stop()));
    },
  };
}
