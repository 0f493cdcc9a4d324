import openapiTS, { astToString } from "openapi-typescript";

/** `paths`, `operations`, `components` and an alias for every named schema, as TypeScript source. */
export async function typescriptOf(source: string): Promise<string> {
  return astToString(await openapiTS(source, { rootTypes: true, rootTypesNoSchemaPrefix: true }));
}
