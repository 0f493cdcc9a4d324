// openapi-typescript drives the TypeScript compiler API, which TypeScript 7 no longer has.
// It gets its own 5.9; everything else here compiles with 7.
module.exports = {
  hooks: {
    readPackage(manifest) {
      if (manifest.name === "openapi-typescript") {
        delete manifest.peerDependencies.typescript;
        manifest.dependencies.typescript = "5.9.3";
      }
      return manifest;
    },
  },
};
