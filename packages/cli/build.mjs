import { buildPackage } from "../../.ci/build.mjs";

// One file has what every call needs, help and errors of the call included; each command and each language is apart.
await buildPackage({
  // The entry `sheets` uses it too, and nothing else of `run`.
  catalogs: /\/src\/messages\/catalogs\./,
  run: /\/src\/(run|commands\/(command|definitions|digest|exit-codes|(plan-)?flags|items-filter|locale|parsers|scan|usage-error|[a-z-]+-command)|messages\/help|terminal\/(printable|wrap-text)|views\/(error|help|items-formats))\./,
});
