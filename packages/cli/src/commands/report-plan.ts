import { maskRecipient } from "@iyzico-mass-payout/client";
import { readPlan as checkPlan, type Payment } from "@iyzico-mass-payout/client/payment";
import { reportMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import type { ReportDetails } from "../views/report/details.js";
import type { CommandContext } from "./command.js";
import { nameDestination, origins } from "./destination.js";
import { type PlanSource, readPlan } from "./plan-file.js";
import { type ConnectionSource, readProfile } from "./profiles.js";
import { UsageError } from "./usage-error.js";

/** The payment was begun with what its plan has, whatever was checked then. */
const noChecks = { iban: false, identityNumber: false, phone: false, description: false, currency: false };

/**
 * Reads what the plan of a payment adds to its report. The payment may have been begun at the sandbox, in production or at
 * the address of the profile, or else of the environment.
 *
 * @throws {UsageError} if it is not the plan that the payment was begun with.
 */
export async function readPlanDetails(
  source: PlanSource,
  profile: string | undefined,
  { key, planFingerprint }: Payment,
  context: CommandContext,
): Promise<NonNullable<ReportDetails["plan"]>> {
  const plan = await readPlan({ ...source, checks: noChecks }, context);
  const { environment, locale } = context;
  const connection = profile === undefined ? fromVariables(environment) : readProfile(profile, environment, locale);
  for (const baseUrl of [...Object.values(origins), ...originsOf(connection)]) {
    const { key: planKey, request, fingerprint } = await checkPlan(plan, { baseUrl, checks: noChecks });
    if (planKey !== key) break;
    if (fingerprint !== planFingerprint) continue;
    const items = request.items.map(({ itemExternalId, recipientName, recipientInfo, description }) => {
      const details = { recipientName, recipientMasked: maskRecipient(recipientInfo), description };
      return [itemExternalId, details] as const;
    });
    return {
      purpose: request.purpose,
      address: baseUrl,
      kind: nameDestination({ baseUrl }).kind,
      items: new Map(items),
    };
  }
  const text = reportMessages.in(locale).command;
  throw new UsageError(`${text.otherPlan(source.file, printable(key))} ${text.otherPlanAddress}`);
}

function fromVariables({ IYZICO_BASE_URL, IYZIPAY_URI }: NodeJS.ProcessEnv): ConnectionSource {
  return { baseUrl: IYZICO_BASE_URL || IYZIPAY_URI };
}

/** As the client takes it from the address of its options. */
function originsOf({ baseUrl }: ConnectionSource): string[] {
  return baseUrl && URL.canParse(baseUrl) ? [new URL(baseUrl).origin] : [];
}
