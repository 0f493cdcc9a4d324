import { createMassPayoutClient } from "@iyzico-mass-payout/client";

/** @typedef {Exclude<keyof import("./suite.js").Context["urls"], "arrivals">} Server */

/**
 * A client that asks once and no more.
 *
 * @param {import("./suite.js").Context} context
 * @param {Server} server
 * @param {Partial<import("@iyzico-mass-payout/client").MassPayoutClientOptions>} [options]
 */
export function clientFor({ credentials, urls }, server, options) {
  const asked = { credentials, baseUrl: urls[server], retry: false, rateLimit: false, locale: "en", ...options };
  return createMassPayoutClient(/** @type {import("@iyzico-mass-payout/client").MassPayoutClientOptions} */ (asked));
}

/** Any payout, one page of it. */
export const page = Object.freeze({ requestId: "79cdefc1", page: 0, size: 40 });

/**
 * What an item costs, to whoever.
 *
 * @param {string} itemExternalId
 * @returns {import("@iyzico-mass-payout/client").InitItem}
 */
export function itemOf(itemExternalId) {
  const amount = /** @type {const} */ ({ value: "100.50", currency: "TRY" });
  return { itemExternalId, recipientType: "MEMBER_ID", recipientInfo: "2228853", amount, description: "Kasım ücreti" };
}

/**
 * How many requests have come to a server that goes wrong.
 *
 * @param {import("./suite.js").Context} context
 * @param {Server} server
 * @returns {Promise<number>}
 */
export async function arrivalsAt({ urls }, server) {
  const arrivals = await (await fetch(urls.arrivals)).json();
  return arrivals[server] ?? 0;
}
