import { call } from "../http/call.js";
import type { Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import { amountField, UnexpectedField } from "../http/json-fields.js";
import { buildRequest } from "../http/request.js";
import type { Amount } from "../money/amount.js";

/** The balance that mass payouts are paid from. */
export interface Balance {
  /** In lira and not kuruş, as far as the examples show. The answer names no currency. */
  balance: Amount;
}

/** See `MassPayoutClient.balance`. */
export async function balance(context: Context, limits: Limits): Promise<Balance> {
  return call(context, buildRequest("balance", {}), limits, (body) => {
    // Quoted in the documents, unlike every other amount. Both forms are read.
    const amount = amountField(body, "balance");
    if (amount === undefined) throw new UnexpectedField("balance", "is required");
    return { balance: amount };
  });
}
