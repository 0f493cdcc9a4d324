import { invalidOption } from "../errors/invalid-option.js";

/** Throws unless options are an object with these names only: a misspelt one would silently have no effect. */
export function checkOptionNames(options: object | undefined, ...names: readonly string[]): void {
  if (options !== undefined && (typeof options !== "object" || options === null)) {
    throw invalidOption("options must be an object.");
  }
  const unknown = Object.keys(options ?? {}).find((name) => !names.includes(name));
  if (unknown !== undefined) throw invalidOption(`options must not have the name "${unknown}".`);
}
