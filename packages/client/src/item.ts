import { call } from "./call.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import { objectField } from "./fields.js";
import { requestOf } from "./request.js";
import { type MassPayoutItem, readItem } from "./retrieve.js";

/** See `MassPayoutClient.item`. */
export async function item(context: Context, referenceCode: string, limits: Limits): Promise<MassPayoutItem> {
  const request = requestOf("item", { path: { referenceCode } });
  return call(context, request, limits, (body) => readItem(objectField(body, "item"), "item"));
}
