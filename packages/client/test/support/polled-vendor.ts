import type { MassPayoutItem } from "../../src/index.ts";
import {
  type ExecuteOptions,
  execute,
  type PaymentCommand,
  type PaymentInput,
  type Plan,
  type PolledPayout,
  readPlan,
} from "../../src/payment.ts";
import { clientFor } from "./client.ts";
import { type Page, type PageRequest, pageAnswer } from "./listing.ts";
import { startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

type Poll = Extract<PaymentCommand, { type: "poll" }>;

/** A retrieve of a poll. */
export type PollRequest = PageRequest & { externalMassPayoutId?: string; itemType: "VALID" | "INVALID" };

/** A plan with items of these ids, or with so many, whose ids are their numbers. */
export function planOf(items: number | readonly string[]): Promise<Plan> {
  const ids = typeof items === "number" ? Array.from({ length: items }, (_, index) => String(index)) : items;
  return readPlan({
    key: "salaries",
    items: ids.map((itemExternalId) => ({
      itemExternalId,
      recipientType: "MEMBER_ID",
      recipientInfo: `member-${itemExternalId}`,
      amount: { value: "1.50", currency: "TRY" },
      description: "November",
    })),
  });
}

/** A row of the plan's item. */
export const rowOf = (
  id: number | string,
  itemStatus = "PROCESSING",
  referenceCode = `ref-${id}`,
): Partial<MassPayoutItem> => ({
  itemExternalId: String(id),
  referenceCode,
  itemStatus,
});
export const rowsOf = (count: number, itemStatus?: string): Partial<MassPayoutItem>[] =>
  Array.from({ length: count }, (_, index) => rowOf(index, itemStatus));

/** A page of an empty listing. */
export const noRows: Page = { items: [], total: 0 };

/** What became of a poll, and what it requested. */
interface Polled {
  input: PaymentInput;
  payout: PolledPayout | undefined;
  requests: PollRequest[];
  /** The requests in short, such as "VALID 0". */
  pages: string[];
}

/**
 * Executes one poll of a plan over HTTP.
 *
 * @param answer makes the page, or the whole answer as a string, from the request and its number, counted from 1.
 */
export async function pollVendor(
  plan: Plan,
  answer: (request: PollRequest, number: number) => Page | string,
  command: Partial<Poll> = {},
  options: ExecuteOptions = {},
): Promise<Polled> {
  const requests: PollRequest[] = [];
  await using server = await startServer((response, { body }) => {
    const request: PollRequest = JSON.parse(body);
    requests.push(request);
    const page = answer(request, requests.length);
    response.end(typeof page === "string" ? page : pageAnswer({ page: request.page, size: request.size, ...page }));
  });
  const clock = virtualClock();
  const iyzico = clientFor(server.url, { clock, rateLimit: false });
  const poll: Poll = { type: "poll", reference: { requestId: "r-1" }, withBalance: false, afterMs: 0, ...command };
  const input = await execute(iyzico, plan, poll, { clock, date: () => 0, ...options });
  const payout = input.type === "polled" ? input.payout : undefined;
  return { input, payout, requests, pages: requests.map(({ itemType, page }) => `${itemType} ${page}`) };
}
