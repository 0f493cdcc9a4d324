/** The middle of some measurements, and the quartiles around it: half of the measurements lie between the two. */
export interface Summary {
  median: number;
  lower: number;
  upper: number;
}

/** Summarises measurements. A mean would be pulled away by one pause of the machine; the median is not. */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new Error("At least one measurement is required.");
  if (!values.every(Number.isFinite)) throw new Error(`Measurements must be finite numbers, not ${values.join(", ")}.`);
  const sorted = [...values].sort((one, other) => one - other);
  return { median: quantileOf(sorted, 0.5), lower: quantileOf(sorted, 0.25), upper: quantileOf(sorted, 0.75) };
}

/** Between two measurements, the quantile lies on the line from one to the other. */
function quantileOf(sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position - Math.floor(position));
}
