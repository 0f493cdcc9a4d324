// Loaded before a program: writes how many modules it loaded from files when it exits.
const { writeFileSync } = require("node:fs");
const { registerHooks } = require("node:module");
let modules = 0;
registerHooks({
  load(url, context, nextLoad) {
    if (url.startsWith("file:")) modules += 1;
    return nextLoad(url, context);
  },
});
process.on("exit", () => writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify({ modules })));
