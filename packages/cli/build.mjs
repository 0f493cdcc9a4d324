import { buildPackage } from "../../.ci/build.mjs";

// One file has what every call needs, help and errors of the call included; each command and each language is apart.
await buildPackage({
  run: /\/src\/(run|commands\/(arguments|\w+-arguments|environment|exit-codes)|messages\/catalogs|terminal\/printable|views\/(error|help))\./,
});
