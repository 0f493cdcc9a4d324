// Loaded before a measured program: writes what the process used when it exits. Plain JavaScript, because stripping types
// would cost the measured process more than most programs.
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1e6 };
  writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage));
});
