import { expect, onTestFinished, test } from "vitest";
import { startPostgres } from "../src/postgres.ts";
import { startReplica } from "../src/replica.ts";
import { withSession } from "../src/session.ts";

test("a replica follows until it is disconnected, and is promoted without what was committed after that", async () => {
  const primary = await startPostgres({ isDurable: true });
  onTestFinished(() => primary.stop());
  const run = (connectionString: string, text: string) =>
    withSession(connectionString, async (session) => (await session.query(text)).rows);
  const history =
    "select system_identifier::text as system, timeline_id as timeline from pg_control_system(), pg_control_checkpoint()";

  await run(primary.connectionString(), "create table entry (n int); insert into entry values (1)");
  const replica = await startReplica(primary, { isDurable: true });
  onTestFinished(() => replica.stop());
  await run(primary.connectionString(), "insert into entry values (2)");
  await replica.catchUp();
  expect(await run(replica.connectionString(), "select n from entry order by n")).toEqual([{ n: 1 }, { n: 2 }]);
  await expect(run(replica.connectionString(), "insert into entry values (9)")).rejects.toThrow("read-only");

  await replica.disconnect();
  await run(primary.connectionString(), "insert into entry values (3)");
  await primary.kill();
  await replica.promote();
  await run(replica.connectionString(), "insert into entry values (4)");
  expect(await run(replica.connectionString(), "select n from entry order by n")).toEqual([
    { n: 1 },
    { n: 2 },
    { n: 4 },
  ]);

  await primary.restart();
  const [[before], [after]] = await Promise.all([
    run(primary.connectionString(), history),
    run(replica.connectionString(), `checkpoint; ${history}`).then(() => run(replica.connectionString(), history)),
  ]);
  expect(after.system).toBe(before.system);
  expect(after.timeline).toBe(before.timeline + 1);
});
