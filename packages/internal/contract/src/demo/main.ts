// `pnpm demo` reads a payout from the mock; `pnpm demo pay` pays a spreadsheet at the simulator; `pnpm demo durable` does so with
// three workers on a Postgres. All run on this machine, with the command line tool. Other arguments are passed on to the tool: --locale en, --json.
const [subject, ...args] = process.argv.slice(2);
// Each demo loads its own modules: Prism alone takes a second.
if (subject === "pay") {
  const { runPayDemo } = await import("./pay.ts");
  process.exitCode = await runPayDemo(args);
} else if (subject === "durable") {
  const { runDurableDemo } = await import("./durable.ts");
  process.exitCode = await runDurableDemo(args);
} else {
  const { runRetrieveDemo } = await import("./retrieve.ts");
  process.exitCode = await runRetrieveDemo(process.argv.slice(2));
}
