import { LosslessNumber } from "lossless-json";
import { call } from "../http/call.js";
import type { CallOptions, Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import {
  errorCodeField,
  ifReadable,
  type JsonObject,
  objectsField,
  requiredTextField,
  textField,
  withoutMissing,
} from "../http/json-fields.js";
import { requestOf } from "../http/request.js";
import { checkedInitRequest } from "../validation/check-init-request.js";
import type { InitChecks, InitRequest } from "../validation/init-request.js";

/** What one `init` may set for itself. */
export interface InitOptions extends CallOptions {
  /** Which checks of the request are on; all by default. */
  checks?: InitChecks | undefined;
}

/** An item that iyzico refused although it received the payout. */
export interface InvalidItem {
  /** The item's itemExternalId. */
  externalId: string;
  errorCode?: string;
  /** iyzico's words, which may repeat personal data. */
  errorMessage?: string;
}

/**
 * What became of a payout that iyzico received. **Look at `refused` before you authorise it**: a success may have refused
 * some of the items, or all. They are stored as INVALID, are never paid, and auth does not mention them again.
 */
export type InitResult = {
  /** iyzico's id of the payout: what auth and cancel take. */
  requestId: string;
  conversationId?: string;
} & (
  | { refused: "none"; invalidItems: readonly [] }
  | { refused: "some" | "all"; invalidItems: readonly [InvalidItem, ...InvalidItem[]] }
);

/** See `MassPayoutClient.init`. */
export async function init(
  context: Context,
  request: InitRequest,
  checks: InitChecks | undefined,
  limits: Limits,
): Promise<InitResult> {
  const checked = checkedInitRequest(request, checks);
  return call(context, requestOf("init", { body: bodyOf(checked) }), limits, (body, number) => {
    const ids = new Set(checked.items.map(({ itemExternalId }) => itemExternalId));
    const result = readResult(body, ids);
    const refused = new Set(result.invalidItems.map(({ externalId }) => externalId)).size;
    if (refused > 0) {
      context.emit({ type: "items-refused", operation: "init", call: number, refused, items: ids.size });
    }
    return result;
  });
}

/** The body to send, its amounts as bare numbers with the digits that they were given. */
function bodyOf({ externalId, conversationId = externalId, purpose, items }: InitRequest): Record<string, unknown> {
  return {
    externalId,
    conversationId,
    purpose,
    items: items.map((item) => ({ ...item, amount: { ...item.amount, value: new LosslessNumber(item.amount.value) } })),
  };
}

function readResult(body: JsonObject, ids: ReadonlySet<string>): InitResult {
  const invalidItems = (objectsField(body, "invalidItems", "invalidItems") ?? []).map(readInvalidItem);
  const refusedIds = new Set(invalidItems.map(({ externalId }) => externalId));
  const received = withoutMissing({
    requestId: requiredTextField(body, "requestId", "requestId"),
    conversationId: ifReadable(() => textField(body, "conversationId")),
  });
  const [first, ...others] = invalidItems;
  if (first === undefined) return { ...received, refused: "none", invalidItems: [] };
  // One item may be refused for several reasons.
  const isAll = [...ids].every((id) => refusedIds.has(id));
  return { ...received, refused: isAll ? "all" : "some", invalidItems: [first, ...others] };
}

function readInvalidItem(object: JsonObject, index: number): InvalidItem {
  return withoutMissing({
    externalId: requiredTextField(object, "externalId", `invalidItems[${index}].externalId`),
    // Beside the id these only inform: one of another type must not hide who was refused.
    errorCode: ifReadable(() => errorCodeField(object, "errorCode")),
    errorMessage: ifReadable(() => textField(object, "errorMessage")),
  });
}
