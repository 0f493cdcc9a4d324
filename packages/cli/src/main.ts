#!/usr/bin/env node
import { run } from "./run.js";

// A reader such as `head` closes the pipe when it has enough. That is not a failure.
for (const output of [process.stdout, process.stderr]) {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** The first SIGINT and the first SIGTERM abort the returned signal. A second one of the same kind ends the process. */
function createStopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stopSignal: createStopSignal,
});

// The process ends by itself, unless Node's fetch goes on to connect to a proxy that breaks its connections, or never answers:
// then it is ended once everything is written.
setInterval(() => {
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit();
}, 500).unref();
