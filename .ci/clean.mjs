// Removes dist of the package that it runs in: tsc keeps the output of deleted sources, which would be published.
import { rmSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
