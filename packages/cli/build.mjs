import { buildPackage } from "../../.ci/build.mjs";

// One file has what every call needs, help and errors of the call included; each command and each language is apart.
await buildPackage({
  run: /\/src\/(run|commands\/(command|definitions|exit-codes|flags|locale|parsers|scan|usage-error|[a-z-]+-command)|messages\/(catalogs|help)|terminal\/(printable|wrap-text)|views\/(error|help))\./,
});
