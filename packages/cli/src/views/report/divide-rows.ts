/**
 * Divides groups of rows into parts of at most `maxRows` rows. A group is in one part: no part has one side of an entry
 * without the other, and debits equal credits in each.
 *
 * @param maxRows at least the length of the longest group.
 */
export function divideRows<Row>(groups: readonly (readonly Row[])[], maxRows: number): Row[][] {
  const parts: Row[][] = [[]];
  for (const group of groups) {
    const part = parts.at(-1) as Row[];
    if (part.length + group.length > maxRows) parts.push([...group]);
    else part.push(...group);
  }
  return parts;
}
