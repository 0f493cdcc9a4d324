/** The forms in which `items` prints. */
export const itemsFormats = ["table", "csv", "ndjson", "json"] as const;

/** A form in which `items` prints. */
export type ItemsFormat = (typeof itemsFormats)[number];
