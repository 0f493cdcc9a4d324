// Starts a server with an open session, says where it is, and waits to be killed.
import { startPostgres } from "../src/postgres.ts";
import { withSession } from "../src/session.ts";

const postgres = await startPostgres();
await withSession(postgres.connectionString(), async (session) => {
  console.log(postgres.dataFolder);
  await session.query("select pg_sleep(3600)");
});
