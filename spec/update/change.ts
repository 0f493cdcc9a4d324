import type { Impact } from "./impact.ts";

/** One thing that changed for people who use the packages. */
export interface Change {
  /** The operations that it is part of, as `POST /v1/mass/payout/retrieve`; all of them for what concerns the whole document. */
  operations: readonly string[];
  /** What changed, as a sentence. */
  text: string;
  /** What it asks of who uses the generated types. */
  types: Impact;
  /** What it asks of who uses the convenience client. */
  client: Impact;
  /** Who has to do something, or should know what, in sentences; left out when that is nobody. */
  affected?: string | undefined;
  /** What maintainers have to do, in sentences. */
  byHand?: string;
}
