import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Binaries, giveToPostgres, prepareBinaries } from "./binaries.ts";
import { findFreePort } from "./free-port.ts";
import { startServerProcess } from "./server-process.ts";
import { createDatabase } from "./session.ts";

/** How a server is started. */
export interface PostgresOptions {
  /** Whether a commit survives a power failure, as in production. Costs time. Default: false. */
  readonly isDurable?: boolean;
  /** Settings as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the data is, and stays after the server was stopped. Default: a temporary folder. */
  readonly dataFolder?: string;
  /** The port of 127.0.0.1 to listen on. Default: a free one. */
  readonly port?: number;
}

/** A server for tests and the demo. It ends with this process, however that ends. */
export interface Postgres {
  readonly port: number;
  readonly dataFolder: string;
  /** Such as `postgres://postgres@127.0.0.1:25432/postgres`. There is no password. */
  connectionString(database?: string): string;
  /** Creates an empty database, and resolves with its connection string. Default: a name of its own. */
  createDatabase(name?: string): Promise<string>;
  /** Ends the server with SIGKILL, with all sessions, as a crash would. */
  kill(): Promise<void>;
  /** Starts the server again, with the same data, port and settings, after it was stopped in order if it runs. */
  restart(): Promise<void>;
  /** Ends the server and removes its temporary files. */
  stop(): Promise<void>;
}

/** Starts a new server of Postgres 18 on 127.0.0.1, from an npm package alone. Its superuser is `postgres`. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const binaries = prepareBinaries();
  try {
    const dataFolder = options.dataFolder ?? join(binaries.folder, "data");
    mkdirSync(dataFolder, { recursive: true });
    if (!existsSync(join(dataFolder, "PG_VERSION"))) {
      giveToPostgres(dataFolder);
      await initialise(binaries, dataFolder);
    }
    return await startOn(binaries, dataFolder, options);
  } catch (error) {
    rmSync(binaries.folder, { recursive: true, force: true });
    throw error;
  }
}

/** Starts a server on a data folder that exists. */
export async function startOn(
  binaries: Binaries,
  dataFolder: string,
  { isDurable = false, settings, port: chosenPort }: PostgresOptions,
): Promise<Postgres> {
  const port = chosenPort ?? (await findFreePort());
  const all: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    // In the data folder, where a killed server leaves nothing behind that outlives it.
    dynamic_shared_memory_type: "mmap",
    ...(!isDurable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const start = () => startServerProcess(binaries, dataFolder, args);
  const connectionString = (database = "postgres") => `postgres://postgres@127.0.0.1:${port}/${database}`;
  let server = await start();
  return {
    port,
    dataFolder,
    connectionString,
    createDatabase: (name) => createDatabase(connectionString(), name),
    kill: () => server.kill(),
    async restart() {
      await server.stop({ keep: true });
      server = await start();
    },
    stop: () => server.stop({ keep: false }),
  };
}

async function initialise({ initdb, env, identity, folder }: Binaries, dataFolder: string): Promise<void> {
  const args = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D", dataFolder];
  await promisify(execFile)(initdb, args, { cwd: folder, env, ...identity });
}
