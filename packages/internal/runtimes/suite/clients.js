import { createMassPayoutClient } from "@iyzico-mass-payout/client";

/** @typedef {Exclude<keyof import("./suite.js").Context["urls"], "arrivals">} Server */

/**
 * Creates a client that sends each request once.
 *
 * @param {import("./suite.js").Context} context
 * @param {Server} server
 * @param {Partial<import("@iyzico-mass-payout/client").MassPayoutClientOptions>} [options]
 */
export function clientFor({ credentials, urls }, server, options) {
  const all = { credentials, baseUrl: urls[server], retry: false, rateLimit: false, locale: "en", ...options };
  return createMassPayoutClient(/** @type {import("@iyzico-mass-payout/client").MassPayoutClientOptions} */ (all));
}

/** A page of any payout. */
export const page = Object.freeze({ requestId: "79cdefc1", page: 0, size: 40 });

/**
 * An item of 100.50 TRY. Its description differs from that of other items, so that it does not repeat one.
 *
 * @param {string} itemExternalId
 * @returns {import("@iyzico-mass-payout/client").InitItem}
 */
export function itemOf(itemExternalId) {
  const amount = /** @type {const} */ ({ value: "100.50", currency: "TRY" });
  return {
    itemExternalId,
    recipientType: "MEMBER_ID",
    recipientInfo: "2228853",
    amount,
    description: `Kasım ücreti ${itemExternalId}`,
  };
}

/**
 * Returns how many requests arrived at a server with faults.
 *
 * @param {import("./suite.js").Context} context
 * @param {Server} server
 * @returns {Promise<number>}
 */
export async function countArrivals({ urls }, server) {
  const arrivals = await (await fetch(urls.arrivals)).json();
  return arrivals[server] ?? 0;
}

/**
 * Waits until another request arrives at a server with faults.
 *
 * @param {import("./suite.js").Context} context
 * @param {Server} server
 * @param {number} before how many had arrived.
 */
export async function untilArrival(context, server, before) {
  while ((await countArrivals(context, server)) === before);
}
