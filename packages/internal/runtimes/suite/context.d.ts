// The file itself is written for each runtime: its context, and what the runtime lacks.
import type { Capability, Context } from "./suite.js";

export const context: Context & { lacks: readonly Capability[] };
