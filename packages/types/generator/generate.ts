import { parse } from "yaml";
import { constArraysOf, descriptionTablesOf, enumsOf } from "./enums.ts";
import { typescriptOf } from "./typescript.ts";

const notice = "Generated from spec/openapi.yaml. Don't edit by hand. Made again by: pnpm generate";

/** Makes every generated file of this package from the document's YAML. Returns file contents under their paths. */
export async function generate(source: string): Promise<Record<string, string>> {
  const document = parse(source);
  const enums = enumsOf(document);
  const described = enums.filter(({ descriptions }) => descriptions !== undefined).map(({ name }) => name);
  const imports = [...new Set(["Locale", ...described])].sort().join(", ");
  return {
    "src/generated/api.ts": `// ${notice}\n\n${await typescriptOf(source)}`,
    "src/generated/enums.ts": `// ${notice}\n\n${constArraysOf(enums)}`,
    "src/generated/descriptions.ts": `// ${notice}\nimport type { ${imports} } from "./api.js";\n\n${descriptionTablesOf(enums)}`,
    // JSON has no comments: the notice is an extension of the document, on the first line as in every generated file.
    "openapi.json": `${JSON.stringify({ "x-generated": notice, ...document }, null, 2).replace("{\n  ", "{ ")}\n`,
  };
}
