/** Those with one of the names, or of one of the families: "node" stands for "node-20" and its like. All without names. */
export function chosen<Named extends { name: string }>(
  all: readonly Named[],
  names: readonly string[],
): readonly Named[] {
  const isOf = (name: string) => (runtime: Named) => runtime.name === name || runtime.name.startsWith(`${name}-`);
  for (const name of names) {
    if (all.some(isOf(name))) continue;
    throw new Error(`There is no runtime ${name}. There are ${all.map((runtime) => runtime.name).join(", ")}.`);
  }
  return names.length === 0 ? all : all.filter((runtime) => names.some((name) => isOf(name)(runtime)));
}
