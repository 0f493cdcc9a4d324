import { LosslessNumber, stringify } from "lossless-json";
import { call } from "../http/call.js";
import type { Limits, WriteOptions } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import {
  errorCodeField,
  ifReadable,
  type JsonObject,
  objectsField,
  readableString,
  readEach,
  requiredIdField,
  requiredStringField,
  withoutMissing,
} from "../http/json-fields.js";
import { buildRequest } from "../http/request.js";
import { checkInitRequest } from "../validation/check-init-request.js";
import type { InitChecks, InitRequest } from "../validation/init-request.js";

/** The options of one `init`. */
export interface InitOptions extends WriteOptions {
  /** The checks of the request; all are on by default. */
  checks?: InitChecks | undefined;
}

/** An item that iyzico rejected although it created the payout. */
export interface InvalidItem {
  /** The item's itemExternalId. */
  externalId: string;
  errorCode?: string;
  /** iyzico's message. It may repeat personal data. */
  errorMessage?: string;
}

/**
 * The result of an init that iyzico answered with success. **Check `accepted` before you authorise the payout**: iyzico
 * may have rejected some of the items, or all. It stores them as INVALID, never pays them, and auth does not mention
 * them again.
 */
export type InitResult = {
  /** iyzico's id of the payout, the argument of auth and cancel. */
  requestId: string;
  conversationId?: string;
} & (
  | { accepted: "all"; invalidItems: readonly [] }
  | { accepted: "some" | "none"; invalidItems: readonly [InvalidItem, ...InvalidItem[]] }
);

/** See `MassPayoutClient.init`. Loaded by `startInit`. */
export async function init(
  context: Context,
  request: InitRequest,
  checks: InitChecks | undefined,
  limits: Limits,
): Promise<InitResult> {
  const checked = checkInitRequest(request, checks);
  return call(context, buildRequest("init", { body: bodyOf(checked) }, stringify), limits, (body, number) => {
    const ids = new Set(checked.items.map(({ itemExternalId }) => itemExternalId));
    const result = readResult(body, ids);
    const rejected = new Set(result.invalidItems.map(({ externalId }) => externalId)).size;
    if (rejected > 0) {
      context.emit({ type: "items-rejected", operation: "init", call: number, rejected, items: ids.size });
    }
    return result;
  });
}

/** The body to send. Its amounts are bare numbers with the digits of the strings. */
function bodyOf({ externalId, conversationId = externalId, purpose, items }: InitRequest): Record<string, unknown> {
  return {
    externalId,
    conversationId,
    purpose,
    items: items.map((item) => ({ ...item, amount: { ...item.amount, value: new LosslessNumber(item.amount.value) } })),
  };
}

function readResult(body: JsonObject, ids: ReadonlySet<string>): InitResult {
  const invalidItems = readEach(
    objectsField(body, "invalidItems", "invalidItems") ?? [],
    "invalidItems",
    readInvalidItem,
  );
  const rejectedIds = new Set(invalidItems.map(({ externalId }) => externalId));
  const received = withoutMissing({
    // Strict, and a string: auth sends it back, and in which form iyzico would expect a number is unknown.
    requestId: requiredStringField(body, "requestId"),
    conversationId: readableString(body, "conversationId"),
  });
  const [first, ...others] = invalidItems;
  if (first === undefined) return { ...received, accepted: "all", invalidItems: [] };
  // One item may be listed several times, once for each reason.
  const isNoneAccepted = [...ids].every((id) => rejectedIds.has(id));
  return { ...received, accepted: isNoneAccepted ? "none" : "some", invalidItems: [first, ...others] };
}

function readInvalidItem(object: JsonObject): InvalidItem {
  return withoutMissing({
    // Strict: it decides which item is not paid. As in retrieve, digits name the same item as the string of them.
    externalId: requiredIdField(object, "externalId"),
    // Informational fields: one of another type must not hide which item was rejected.
    errorCode: ifReadable(() => errorCodeField(object, "errorCode")),
    errorMessage: readableString(object, "errorMessage"),
  });
}
