// Shows a Cloudflare Worker that reads how far a payout is. It cannot write: what its client sends passes a fetch that lets
// reads through alone, and it answers GET only. It shows sums and counts, and nothing of a recipient.
//   wrangler secret put IYZICO_API_KEY, IYZICO_SECRET_KEY and IYZICO_BASE_URL
import {
  type ClientVariables,
  createMassPayoutClientFromEnv,
  isMassPayoutError,
  type MassPayoutClient,
} from "@iyzico-mass-payout/client";

/** Everything of a client that only reads. */
export type Reader = Pick<MassPayoutClient, "snapshot" | "balance">;

const reads = /^\/v1\/mass\/payout\/(retrieve|retrieve\/items\/[^/]+|balance)$/;

/** Sends a read, and nothing else, whatever the program calls. */
async function fetchRead(request: Request): Promise<Response> {
  if (!reads.test(new URL(request.url).pathname)) throw new Error("This program only reads");
  return fetch(request);
}

/** A client whose writes fail before they leave. */
export function createReadingClient(env: ClientVariables): MassPayoutClient {
  return createMassPayoutClientFromEnv({ fetch: fetchRead, deadlineMs: 10_000 }, env);
}

export function createReader(env: ClientVariables): Reader {
  const { snapshot, balance } = createReadingClient(env);
  return { snapshot, balance };
}

const statuses: Partial<Record<string, number>> = { invalid_request: 400, not_found: 404 };

const json = (body: object, status = 200) => Response.json(body, { status, headers: { "cache-control": "no-store" } });

export default {
  /** `GET /payouts/EXTERNAL_ID`. Behind your own login, such as Cloudflare Access: anyone with the address could call it. */
  async fetch(request: Request, env: ClientVariables): Promise<Response> {
    if (request.method !== "GET") return json({ code: "method_not_allowed" }, 405);
    const [, part] = /^\/payouts\/([^/]+)$/.exec(new URL(request.url).pathname) ?? [];
    if (part === undefined) return json({ code: "no_such_page" }, 404);
    try {
      const externalMassPayoutId = decodeURIComponent(part);
      const { massPayout, settlement } = await createReader(env).snapshot({ externalMassPayoutId });
      const { state, paid, totals } = settlement; // Its other fields, and `items`, have recipients.
      return json({ status: massPayout.massPayoutStatus, state, paid, totals });
    } catch (error) {
      if (error instanceof URIError) return json({ code: "no_such_page" }, 404);
      if (!isMassPayoutError(error)) throw error;
      // "Not found" is not "not paid": what iyzico does not show now may be paid.
      return json({ code: error.code, message: error.message }, statuses[error.code] ?? 502);
    }
  },
};
