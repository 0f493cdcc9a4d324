import type { Locale } from "@iyzico-mass-payout/types";
import type { Balance } from "../model/balance.js";
import type { LifeCycle } from "../model/life-cycle.js";
import type { Settings } from "../model/options.js";
import type { PayoutRepository } from "../model/payout-repository.js";
import type { Random } from "../model/random.js";
import type { InformingFields } from "./informing-fields.js";

/** Everything that an operation reads and changes. */
export interface Context {
  readonly settings: Settings;
  readonly random: Random;
  /** Draws the orders of listings. Its own, so that reads change neither ids nor delays. */
  readonly orderRandom: Random;
  readonly informingFields: InformingFields;
  readonly payouts: PayoutRepository;
  readonly balance: Balance;
  readonly lifeCycle: LifeCycle;
  /** The time whose state a read shows: infinite, which is the latest state, unless the read is stale. */
  readonly asOf: number;
}

/** One request, as an operation reads it. */
export interface OperationRequest {
  readonly body: Uint8Array;
  /** The last segment of the path for cancel and item; else empty. */
  readonly parameter: string;
  readonly now: number;
  readonly locale: Locale;
  /** For the history: the operation fills in which payout or item the request is about. */
  readonly ids: { requestId?: string; externalId?: string; referenceCode?: string };
}

/** Executes a request and returns the fields of the success answer. Throws a `Rejection` for a failure answer. */
export type OperationHandler = (context: Context, request: OperationRequest) => object;
