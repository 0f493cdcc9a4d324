import type { Locale } from "@iyzico-mass-payout/types";
import type { Ledger } from "./ledger.js";
import type { LifeCycle } from "./life-cycle.js";
import type { Settings } from "./options.js";
import type { PayoutBook } from "./payout-book.js";
import type { Random } from "./random.js";

/** All that an operation reads and changes. */
export interface World {
  readonly settings: Settings;
  readonly random: Random;
  readonly book: PayoutBook;
  readonly ledger: Ledger;
  readonly lifeCycle: LifeCycle;
}

/** One request as an operation sees it. */
export interface Request {
  readonly body: Uint8Array;
  /** The last part of the path, where the operation has one there. */
  readonly parameter: string;
  readonly now: number;
  readonly locale: Locale;
  /** Filled in by the operation: whom the request is about, for the history. */
  readonly ids: { requestId?: string; externalId?: string; referenceCode?: string };
}

/** Carries out a request. Returns the fields of a success, or throws a {@link Refusal}. */
export type Operate = (world: World, request: Request) => object;
