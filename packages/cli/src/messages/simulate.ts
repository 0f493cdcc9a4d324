/** What `simulate` prints. */
export interface SimulateMessages {
  listening(url: string): string;
  cannotRun(command: string, code: string): string;
}
