import type { Operate } from "./world.js";

/** Shows the mass payout balance, a number in quotes. */
export const balance: Operate = ({ ledger }) => ({ balance: ledger.balance() });
