// context.js is written for each runtime: the context, and the capabilities that the runtime lacks.
import type { Capability, Context } from "./suite.js";

export const context: Context & { lacks: readonly Capability[] };
