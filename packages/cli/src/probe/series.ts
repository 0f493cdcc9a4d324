import type { ExperimentId, SeriesId } from "../messages/probe.js";
import type { Lab } from "./lab.js";

/** Steps that answer one question or several, with payouts of their own. */
export interface Series {
  id: SeriesId;
  experiments: readonly ExperimentId[];
  /**
   * At production, nothing is sent for recipients that are made up, and no auth is repeated or above the balance. "own-iban" is left out there unless
   * the recipient is an IBAN: it changes the check digits of that one, and a built-in one would be a stranger's.
   */
  where: "anywhere" | "own-iban" | "sandbox";
  /** How many items are paid in the worst case; 0 for a series that authorises nothing. */
  units: number;
  /** It authorises more than the balance, whatever that is. */
  isAboveBalance?: true;
  run(lab: Lab): Promise<void>;
}
