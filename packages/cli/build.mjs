import { buildPackage } from "../../.ci/build.mjs";

// One file has what every call needs, help and errors of the call included; each command and each language is apart.
await buildPackage({
  // The entry `sheets` uses them too, and nothing else of `run`.
  catalogs: /\/src\/(messages\/catalogs|sheets\/amount)\./,
  // Without it, the entry `sheets` would export what its readers of CSV and XLSX share.
  sheet:
    /\/src\/sheets\/(cell|columns|control-totals|currency|decode-text|fault|file-kind|fold-text|limits|number-format|read-field|read-sheet|unread-columns)\./,
  run: /\/src\/(run|commands\/(command|database-flags|definitions|digest|exit-codes|(plan-)?flags|locale|parsers|scan|usage-error|[a-z-]+-command)|messages\/help|terminal\/(printable|wrap-text)|views\/(error|help|items-options))\./,
});
