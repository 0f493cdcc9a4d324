// For runtimes whose programs print: Node, Bun and Deno. The context is a module beside it, so that no argument,
// environment variable or file is read.
import { context } from "./context.js";
import { run } from "./run.js";

await run(context, console.log);
