import { type HistoryEntry, readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { milliseconds } from "../database/milliseconds.js";
import type { DurableContext } from "./context.js";
import { readPaymentRows } from "./rows.js";

/** One entry of a payout's history: what a person or the database did, or what a payment went through. */
export interface PayoutEvent {
  /** In milliseconds since 1970. */
  at: number;
  /** What happened: an event of the payout, or one of a payment's history. */
  event: string;
  /** Who did it, if a person did. */
  by?: string;
  /** The payment, for an event of a payment's history. */
  part?: string;
  details?: Readonly<Record<string, unknown>>;
}

/** The history of a payout, in order: what people did, and what was sent and polled. */
export async function readHistory({ pool, schema }: DurableContext, key: string): Promise<PayoutEvent[]> {
  const { rows } = await pool.query(
    `select event, by, details::text as details, ${milliseconds("at")} as at from ${schema}.payout_event
     where payout_key = $1 order by id`,
    [key],
  );
  const recorded = rows.map(
    ({ event, by, details, at }): PayoutEvent => ({
      at: Number(at),
      event,
      ...(by !== null && { by }),
      ...(details !== null && { details: JSON.parse(details) }),
    }),
  );
  const payments = await readPaymentRows(pool, schema, key);
  const own = payments.flatMap(({ key: part, payment }) =>
    reportOf(readPayment(payment, part)).history.map((entry) => eventOf(part, entry)),
  );
  return [...recorded, ...own].sort((one, other) => one.at - other.at);
}

function eventOf(part: string, { at, event, by, ...details }: HistoryEntry): PayoutEvent {
  const hasDetails = Object.keys(details).length > 0;
  return { at, event, part, ...(by !== undefined && { by }), ...(hasDetails && { details }) };
}
