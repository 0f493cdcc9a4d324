import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";
import { enumsOf, isExplained, renderConstArrays, renderDescriptionTables } from "./enums.ts";
import { checkNames } from "./names.ts";
import { checkCarried } from "./uncarried.ts";

const notice = "Generated from spec/openapi.yaml. Don't edit by hand. Regenerate with: pnpm generate";

/**
 * Generates the files of packages/types from the document's YAML. Returns file contents by path in the repository.
 *
 * @throws if the types can't say what the document says, or if names collide.
 */
export async function generateTypes(source: string): Promise<Record<string, string>> {
  const document = parse(source);
  checkCarried(document);
  const enums = enumsOf(document);
  checkNames(document, enums);
  const imports = [...new Set(["Locale", ...enums.filter(isExplained).map(({ alias }) => alias)])].sort().join(", ");
  const locales = document.components.schemas.Locale?.enum;
  if (locales === undefined) throw new Error("The document must have a schema Locale that lists the languages.");
  const generated = "packages/types/src/generated";
  return {
    [`${generated}/api.ts`]: `// ${notice}\n\n${await renderTypes(source)}`,
    [`${generated}/enums.ts`]: `// ${notice}\n\n${renderConstArrays(enums)}`,
    [`${generated}/descriptions.ts`]: `// ${notice}\nimport type { ${imports} } from "./api.js";\n\n${renderDescriptionTables(enums, locales)}`,
    // JSON has no comments: the notice is an extension of the document, on the first line as in every generated file.
    "packages/types/openapi.json": `${JSON.stringify({ "x-generated": notice, ...document }, null, 2).replace("{\n  ", "{ ")}\n`,
  };
}

/**
 * Renders `paths`, `operations`, `components` and an alias for every named schema. A default requires nothing: a request
 * may leave the field out, and an answer may come without it.
 */
export async function renderTypes(source: string): Promise<string> {
  const options = { rootTypes: true, rootTypesNoSchemaPrefix: true, defaultNonNullable: false };
  return astToString(await openapiTS(source, options));
}

/** The paths of generated files whose committed text differs. `read` returns `undefined` if there is no such file. */
export function staleFiles(
  generated: Readonly<Record<string, string>>,
  read: (path: string) => string | undefined,
): string[] {
  return Object.keys(generated).filter((path) => read(path) !== generated[path]);
}
