// Reads all items of a payout once, as one of two contenders, and prints what that used.
import { credentials, numberOf, retrievePath } from "../data/payouts.ts";
import { signByHand } from "../data/sign-by-hand.ts";
import { openProject } from "../project.ts";

const [contender, folder = "", url = "", payout = ""] = process.argv.slice(2);
const pageSize = 1000;
const concurrency = 4;
const list = contender === "items" ? await createItemsListing() : createListingByHand();

// Connections and code are there before the clock starts, as in a process that has read something already.
await list("payout-40");
globalThis.gc?.();
const [cpu, wall, rss] = [process.cpuUsage(), performance.now(), process.memoryUsage.rss()];
const { count, sum } = await list(payout);
const { user, system } = process.cpuUsage(cpu);
const result = {
  count,
  sum,
  cpuMs: (user + system) / 1000,
  wallMs: performance.now() - wall,
  // The system's own record of the maximum: none is missed between two readings.
  growthMb: (process.resourceUsage().maxRSS * 1024 - rss) / 1e6,
};
console.log(JSON.stringify(result));

/** What a listing found: how many items, and the sum of their numbers. */
interface Found {
  count: number;
  sum: number;
}

async function createItemsListing(): Promise<(payout: string) => Promise<Found>> {
  const { createMassPayoutClient } = await openProject(folder).client();
  const iyzico = createMassPayoutClient({ credentials, baseUrl: url, rateLimit: false });
  return async (externalMassPayoutId) => {
    const found = { count: 0, sum: 0 };
    for await (const item of iyzico.items({ externalMassPayoutId }, { size: pageSize, concurrency })) {
      found.count += 1;
      found.sum += numberOf(item.itemExternalId ?? "");
    }
    return found;
  };
}

/** Four loops that take the next page. No order, no check, no limit. */
function createListingByHand(): (payout: string) => Promise<Found> {
  const target = `${url}${retrievePath}?locale=tr`;
  return async (externalMassPayoutId) => {
    const found = { count: 0, sum: 0 };
    const readPage = async (page: number): Promise<number> => {
      const body = JSON.stringify({ externalMassPayoutId, page, size: pageSize });
      const headers = { ...signByHand(retrievePath, body), "content-type": "application/json" };
      const response = await fetch(target, { method: "POST", headers, body });
      const { massPayoutItems, total } = JSON.parse(await response.text());
      for (const { itemExternalId } of massPayoutItems.items) {
        found.count += 1;
        found.sum += numberOf(itemExternalId);
      }
      return total;
    };
    let next = 1;
    const pages = Math.ceil((await readPage(0)) / pageSize);
    const runLane = async () => {
      while (next < pages) await readPage(next++);
    };
    await Promise.all(Array.from({ length: concurrency }, runLane));
    return found;
  };
}
