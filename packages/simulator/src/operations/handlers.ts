import { authorisePayout } from "./auth.js";
import { cancelPayout } from "./cancel.js";
import type { OperationHandler } from "./context.js";
import type { SimulatedOperation } from "./endpoints.js";
import { receivePayout } from "./init.js";
import { retrieveItem } from "./item.js";
import { retrievePayout } from "./retrieve.js";

/** What each operation does. */
export const handlers: Readonly<Record<SimulatedOperation, OperationHandler>> = {
  retrieve: retrievePayout,
  init: receivePayout,
  auth: authorisePayout,
  cancel: cancelPayout,
  item: retrieveItem,
  balance: ({ balance }) => ({ balance: balance.value() }),
};
