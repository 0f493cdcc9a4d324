export type { Amount } from "./amount.js";
export type { Destination, Environment } from "./base-url.js";
export { createMassPayoutClient, type MassPayoutClient, type MassPayoutClientOptions } from "./client.js";
export {
  isMassPayoutError,
  MassPayoutError,
  type MassPayoutErrorCode,
  type MassPayoutErrorDetails,
  type Outcome,
} from "./error.js";
export type { OperationName } from "./operations.js";
export type {
  MassPayout,
  MassPayoutItem,
  MassPayoutReference,
  RetrievedPage,
  RetrieveRequest,
} from "./retrieve.js";
export {
  describeItemStatus,
  describePayoutStatus,
  type StatusDescription,
  type StatusState,
} from "./status.js";
export type { CallOptions } from "./transport.js";
