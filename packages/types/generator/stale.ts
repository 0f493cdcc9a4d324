/** The paths whose committed text is not the generated one. `read` gives `undefined` where there is no file. */
export function staleFiles(
  generated: Readonly<Record<string, string>>,
  read: (path: string) => string | undefined,
): string[] {
  return Object.keys(generated).filter((path) => read(path) !== generated[path]);
}
