import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { type Postgres, type PostgresOptions, startPostgres } from "../src/postgres.ts";
import { withSession } from "../src/session.ts";

async function start(options?: PostgresOptions): Promise<Postgres> {
  const postgres = await startPostgres(options);
  onTestFinished(() => postgres.stop());
  return postgres;
}

const read = (connectionString: string, text: string) =>
  withSession(connectionString, async (session) => Object.values((await session.query(text)).rows[0]));

/** The processes of the server with this data folder, by the folder that they work in. */
function processesOf(dataFolder: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, "utf8").includes(dirname(dataFolder));
    } catch {
      return false;
    }
  });
}

test("a server starts, and creates databases", async () => {
  const postgres = await start();
  const [version] = await read(postgres.connectionString(), "show server_version");
  expect(version).toMatch(/^18\./);
  expect(await read(await postgres.createDatabase("books"), "select current_database()")).toEqual(["books"]);
  const [first, second] = await Promise.all([postgres.createDatabase(), postgres.createDatabase()]);
  expect(first).not.toBe(second);
  expect(await read(first, "select current_user")).toEqual(["postgres"]);
});

test("a durable server waits for the disk, others do not, and a setting of the caller wins", async () => {
  const settings = `
    select current_setting('fsync') as a, current_setting('synchronous_commit') as b, current_setting('full_page_writes') as c`;
  expect(await read((await start()).connectionString(), settings)).toEqual(["off", "off", "off"]);
  const durable = await start({ isDurable: true, settings: { synchronous_commit: "local" } });
  expect(await read(durable.connectionString(), settings)).toEqual(["on", "local", "on"]);
});

test("after a kill all sessions are broken, and a restart has what was committed", async () => {
  const postgres = await start({ isDurable: true });
  const session = new Client(postgres.connectionString());
  await session.connect();
  await session.query("create table entry (n int); insert into entry values (1)");
  const failure = expect(session.query("select pg_sleep(3600)")).rejects.toThrow("Connection terminated unexpectedly");
  session.on("error", () => {});
  await postgres.kill();
  await failure;
  await expect(read(postgres.connectionString(), "select 1")).rejects.toThrow("ECONNREFUSED");
  await postgres.restart();
  expect(await read(postgres.connectionString(), "select n from entry")).toEqual([1]);
  await postgres.restart();
  expect(await read(postgres.connectionString(), "select n from entry")).toEqual([1]);
});

test("stop leaves no process and no file", async () => {
  const postgres = await startPostgres();
  expect(processesOf(postgres.dataFolder)).not.toEqual([]);
  await postgres.stop();
  expect(processesOf(postgres.dataFolder)).toEqual([]);
  expect(existsSync(dirname(postgres.dataFolder))).toBe(false);
});

test("stop after kill leaves no process and no file", async () => {
  const postgres = await startPostgres();
  await postgres.kill();
  await postgres.stop();
  expect(processesOf(postgres.dataFolder)).toEqual([]);
  expect(existsSync(dirname(postgres.dataFolder))).toBe(false);
});

test("a data folder of the caller stays, and another server goes on with it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postgres-data-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const first = await startPostgres({ dataFolder: folder });
  await withSession(first.connectionString(), (session) => session.query("create table entry as select 1 as n"));
  await first.stop();
  const second = await start({ dataFolder: folder, port: first.port });
  expect(await read(second.connectionString(), "select n from entry")).toEqual([1]);
});

test("a server that cannot start rejects with its log", async () => {
  await expect(startPostgres({ settings: { fsync: "perhaps" } })).rejects.toThrow(/fsync/);
});

test("no process and no file is left after the parent was killed with SIGKILL", async () => {
  const script = fileURLToPath(new URL("starting-process.ts", import.meta.url));
  const parent = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const [output] = await once(parent.stdout, "data");
  const dataFolder = String(output).trim();
  expect(processesOf(dataFolder)).not.toEqual([]);
  parent.kill("SIGKILL");
  while (processesOf(dataFolder).length > 0 || existsSync(dirname(dataFolder))) await setTimeout(20);
});
