/** An example: a folder of this package, which users copy. */
export interface Example {
  /** The folder, and the check of it: `checks/NAME.check.ts`. */
  name: string;
  /** The package of `installed/` that it shows, whose version the report has. */
  shows: string;
}

/** Every example, in the order of the report. */
export const examples: readonly Example[] = [
  { name: "fastify", shows: "fastify" },
  { name: "express", shows: "express" },
  { name: "next", shows: "next" },
  { name: "nest", shows: "@nestjs/core" },
  { name: "bullmq", shows: "bullmq" },
  { name: "telemetry", shows: "@opentelemetry/sdk-node" },
  { name: "proxy", shows: "undici" },
  { name: "msw", shows: "msw" },
  { name: "reconciliation", shows: "pg" },
  { name: "worker", shows: "miniflare" },
];

/**
 * Selects examples by name, in the order of the report. No name selects all.
 *
 * @throws {Error} for a name without an example.
 */
export function selectExamples(names: readonly string[]): readonly Example[] {
  for (const name of names) {
    if (examples.some((example) => example.name === name)) continue;
    throw new Error(`Example must be one of ${examples.map((example) => example.name).join(", ")}, not ${name}.`);
  }
  return names.length === 0 ? examples : examples.filter(({ name }) => names.includes(name));
}
