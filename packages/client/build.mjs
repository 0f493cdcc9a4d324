import { buildPackage } from "../../.ci/build.mjs";

// By room. What a program without payments uses is apart from `pay`, and each part that is loaded on demand is a chunk.
await buildPackage({
  // Without statements that have an effect: a bundler takes single functions out of it.
  basics:
    /\/src\/(errors\/(?!codes)|money\/|payouts\/(status|settlement)\.|pay\/(store|machine\/(hash|payment-errors))\.)/,
  tables: /\/src\/(api\/|errors\/codes\.)/,
  client: /\/src\/(http\/|operations\/|payouts\/|create-client\.|validation\/(id|text)\.)/,
  validation: /\/src\/validation\//,
  diagnosis: /\/src\/diagnosis\//,
  pay: /\/src\/pay\/(?!file-store\/)/,
});
