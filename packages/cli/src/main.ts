#!/usr/bin/env node
import { run } from "./run.js";

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
for (const output of [process.stdout, process.stderr]) {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** For a command that goes on for long: a signal ends it in good order, and the same signal again ends the process. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

process.exitCode = await run(process.argv.slice(2), process.env, process.stdout, process.stderr, stopSignal);
