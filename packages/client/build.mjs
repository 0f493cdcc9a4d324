import { buildPackage } from "../../.ci/build.mjs";

// What a program that only reads loads is apart from what is loaded on demand: `init`, `pay` and the diagnosis.
await buildPackage({
  // Without statements that have an effect: a bundler takes single functions out of it.
  basics:
    /\/src\/(errors\/(?!codes)|money\/|validation\/(normalise|mask)-recipient\.|payouts\/(status|settlement)\.|pay\/(store|machine\/(hash|payment-errors))\.)/,
  tables: /\/src\/(api\/|errors\/codes\.)/,
  init: /\/src\/operations\/init\./,
  checks: /\/src\/validation\/(check-init-request|init-request|object-reader|recipient)\./,
  diagnosis: /\/src\/diagnosis\/(signature|payload)-findings\./,
  pay: /\/src\/pay\/(?!file-store\/|store-contract\.|start\.|pay-options\.|machine\/payout-plan\.)/,
  client: /\/src\/(?!(index|payment|file-store|opentelemetry|store-contract)\.|pay\/(file-store\/|store-contract\.))/,
});
