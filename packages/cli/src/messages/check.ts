/** What `check` prints. Sums are formatted. */
export interface CheckMessages {
  /** Heads the faults. */
  faults(count: number): string;
  noFaults: string;
  key: string;
  recipients(count: number): string;
  sum: string;
  purpose: string;
  noPurpose: string;
  banks: string;
  unknownBank(code: string): string;
  /** An IBAN of another country. */
  foreignBank: string;
  /** Recipients without an IBAN. */
  noIban: string;
  repeated: string;
  /** Where a recipient is repeated: rows of a spreadsheet, or lines of a JSON file. */
  rows(numbers: string): string;
  lines(numbers: string): string;
  /** The items differ in nothing but their id. */
  identical: string;
  ignoredColumns(headings: string): string;
  /** What `pay` would do. */
  wouldSend(count: number, externalId: string): string;
  wouldAuthorise(sums: string): string;
  wouldAsk: string;
  wouldContinue: string;
  wouldSendNothing: string;
}
