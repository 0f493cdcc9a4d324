import { invalidOption } from "../errors/invalid-option.js";

/** The schema of our tables, and of pg-boss', without the option. */
export const defaultSchema = "mass_payout";

/** Checks the name of a schema: it becomes part of statements. */
export function checkSchemaName(schema: string = defaultSchema): string {
  if (typeof schema === "string" && /^[a-z_][a-z0-9_]{0,49}$/.test(schema)) return schema;
  throw invalidOption("schema must be a name of lower-case letters, digits and underscores, of at most 50 characters.");
}
