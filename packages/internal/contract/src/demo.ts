// `pnpm demo` reads a payout from a mock of iyzico; `pnpm demo pay` pays a plan at a simulated one. Both on this machine,
// with the command line tool, as a user would. Other arguments go to the tool: --locale en, --json.
const [subject, ...args] = process.argv.slice(2);
// Each loads only what it needs: Prism alone takes a second.
if (subject === "pay") {
  const { demonstratePay } = await import("./demo-pay.ts");
  process.exitCode = await demonstratePay(args);
} else {
  const { demonstrateRetrieve } = await import("./demo-retrieve.ts");
  process.exitCode = await demonstrateRetrieve(process.argv.slice(2));
}
