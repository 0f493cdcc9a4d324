// Copies pages of docs into the package that it runs in, before it is packed: its errors name them (`error.docs`).
//   node ../../.ci/copy-docs.mjs errors paying
import { cpSync } from "node:fs";

for (const page of process.argv.slice(2)) cpSync(new URL(`../docs/${page}.md`, import.meta.url), `docs/${page}.md`);
