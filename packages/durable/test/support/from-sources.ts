// For processes that a test starts: lets Node run the sources, whose imports name the built files.
import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isSource = specifier.startsWith(".") && context.parentURL?.includes("/src/") === true;
    return nextResolve(isSource ? specifier.replace(/\.js$/, ".ts") : specifier, context);
  },
});
