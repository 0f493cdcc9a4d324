// Where a program prints: Node, Bun and Deno. The context is written beside it, so that no argument, variable of the
// environment or file need be read.
import { context } from "./context.js";
import { run } from "./run.js";

await run(context, console.log);
