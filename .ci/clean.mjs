// Empties dist of the package that it runs in: tsc leaves what a deleted source once made, and it would be published.
import { rmSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
