/** Ends the rehearsal, or whatever else calls it, with a sentence about what is not as it must be. */
export function check(isRight: boolean, fault: string): void {
  if (!isRight) throw new Error(fault);
}
