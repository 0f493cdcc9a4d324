import type { PaymentStore } from "@iyzico-mass-payout/client";
import type { Pool } from "../database/pool.js";
export function createPostgresStore(_pool: Pool, _options: { schema: string }): PaymentStore {
  throw new Error("not yet");
}
