/** An expression for a time in whole milliseconds since 1970. As text: a caller's pool may parse types in its own way. */
export function milliseconds(column: string): string {
  return `trunc(extract(epoch from ${column}) * 1000)::text`;
}

/** A number that was read as text, or `undefined` for null. */
export function numberOf(text: string | null): number | undefined {
  return text === null ? undefined : Number(text);
}
