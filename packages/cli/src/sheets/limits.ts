// Far above any payout. They keep a file that was made to be large, or is no list of payments, from taking minutes.

/** How large a file may be, in bytes. */
export const maxFileBytes: number = 20 * 2 ** 20;

/** How large the parts of an XLSX file may be when they are unpacked, in bytes. */
export const maxUnpackedBytes: number = 100 * 2 ** 20;

/** How many rows a sheet may have, counted to the last that has something. */
export const maxRows = 100_000;

/** How many columns a sheet may have, counted to the last that has something. */
export const maxColumns = 100;

/** How many characters a row of a CSV file may have. */
export const maxRowCharacters = 100_000;

/** A number of bytes as text: "32 MB". */
export function formatBytes(bytes: number): string {
  return `${bytes / 2 ** 20} MB`;
}

/** How many cells a row of a CSV file may have, empty ones behind the last column included. */
export const maxRowCells = 1_000;
