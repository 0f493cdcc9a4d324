import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { type Payment, readPlan } from "@iyzico-mass-payout/client/payment";
import type { ReportMessages } from "../messages/report.js";
import { printable } from "../terminal/printable.js";
import { maskAccount } from "../views/mask-account.js";
import type { ReportDetails } from "../views/report/details.js";
import { UsageError } from "./usage-error.js";

const hosts = ["https://sandbox-api.iyzipay.com", "https://api.iyzipay.com"];

/** The payment was begun with what its plan has, whatever was checked then. */
const noChecks = { iban: false, identityNumber: false, phone: false, description: false, currency: false };

/**
 * Reads what the plan of a payment adds to its report.
 *
 * @param address an address of iyzico that the payment may have been begun at, beside the sandbox and production.
 * @throws {UsageError} if it is not the plan that the payment was begun with.
 */
export async function readPlanDetails(
  { file, plan }: { file: string; plan: PayoutPlan },
  { key, planFingerprint }: Payment,
  address: string | undefined,
  text: ReportMessages["command"],
): Promise<NonNullable<ReportDetails["plan"]>> {
  for (const baseUrl of [...hosts, ...originsOf(address)]) {
    const { key: planKey, request, fingerprint } = await readPlan(plan, { baseUrl, checks: noChecks });
    if (planKey !== key) break;
    if (fingerprint !== planFingerprint) continue;
    const items = request.items.map(({ itemExternalId, recipientName, recipientInfo, description }) => {
      const details = { recipientName, recipientMasked: maskAccount(recipientInfo), description };
      return [itemExternalId, details] as const;
    });
    return { purpose: request.purpose, address: baseUrl, items: new Map(items) };
  }
  throw new UsageError(`${text.otherPlan(file, printable(key))} ${text.otherPlanAddress}`);
}

/** As the client takes it from the address of its options. */
function originsOf(address: string | undefined): string[] {
  return address && URL.canParse(address) ? [new URL(address).origin] : [];
}
