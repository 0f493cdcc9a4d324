import type { FlagParametersForType } from "@stricli/core";
import type { DefinitionContext } from "./command.js";
import { optional } from "./flags.js";

/** The flags of every command that works on a database. */
export interface DatabaseFlags {
  /** Has a password as a rule, and must not be printed. */
  database?: string;
  schema?: string;
}

/** Defines the flags of `DatabaseFlags`, with their help in the language of the context. */
export function databaseFlags({ help, parse }: DefinitionContext): FlagParametersForType<DatabaseFlags> {
  return {
    database: optional(parse.text, help.flags.database, help.placeholders.url),
    schema: optional(parse.text, help.flags.schema, help.placeholders.name),
  };
}
