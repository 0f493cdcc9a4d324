import type { ProbeEvent } from "./journal.js";

/** A payout of a run that an init may have made. */
export interface LeftPayout {
  /** The number of its init. */
  init: number;
  externalId: string;
  requestId: string | undefined;
  /** Whether an auth may have been sent for it. */
  isAuthorised: boolean;
  /** As it was last shown: "?" if that could not be read, "-" if there was none; `undefined` if it was not closed yet. */
  status: string | undefined;
}

/** A payout that was not seen to be cancelled. */
export type OpenPayout = LeftPayout & { status: string };

/** The payouts that inits of a run may have made, by its journal; of one series, if it is named. */
export function leftPayoutsOf(events: readonly ProbeEvent[], series?: string): LeftPayout[] {
  const inits = events.filter((event) => event.type === "init");
  const payouts = inits.flatMap(({ init, externalId, series: made }): LeftPayout[] => {
    const own = events.filter((event) => "init" in event && event.init === init);
    if (own.some(({ type }) => type === "init-rejected") || (series !== undefined && made !== series)) return [];
    const requestId = own.findLast((event) => event.type === "payout")?.requestId;
    const status = own.findLast((event) => event.type === "payout-shown")?.status;
    return [{ init, externalId, requestId, status, isAuthorised: own.some(({ type }) => type === "auth") }];
  });
  // Two inits that were answered with one requestId made one payout.
  const byId = new Map<string | number, LeftPayout>();
  for (const payout of payouts) {
    const key = payout.requestId ?? payout.init;
    const known = byId.get(key);
    const isAuthorised = payout.isAuthorised || known?.isAuthorised === true;
    byId.set(key, { ...payout, status: payout.status ?? known?.status, isAuthorised });
  }
  return [...byId.values()];
}

/** The payouts of a run that were not seen to be cancelled. */
export function openPayoutsOf(events: readonly ProbeEvent[]): OpenPayout[] {
  return leftPayoutsOf(events)
    .map((payout) => ({ ...payout, status: payout.status ?? "?" }))
    .filter(({ status }) => status !== "CANCELED");
}
