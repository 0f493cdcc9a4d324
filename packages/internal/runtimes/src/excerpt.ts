const [first, last] = [12, 6];

/** The beginning and the end of something long: what went wrong is at one of them. */
export function excerptOf(text: string): string {
  const lines = text.trim().split("\n");
  if (lines.length <= first + last + 1) return lines.join("\n");
  return [...lines.slice(0, first), `… ${lines.length - first - last} more lines`, ...lines.slice(-last)].join("\n");
}
