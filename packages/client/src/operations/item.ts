import { call } from "../http/call.js";
import type { Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import { objectField, readAt } from "../http/json-fields.js";
import { buildRequest } from "../http/request.js";
import { type MassPayoutItem, readItem } from "./retrieve.js";

/** See `MassPayoutClient.item`. */
export async function item(context: Context, referenceCode: string, limits: Limits): Promise<MassPayoutItem> {
  const request = buildRequest("item", { path: { referenceCode } });
  return call(context, request, limits, (body) => readAt(objectField(body, "item"), "item", readItem));
}
