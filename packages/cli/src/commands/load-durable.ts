import type { Locale } from "@iyzico-mass-payout/client";
import { durableMessages } from "../messages/catalogs.js";
import { UsageError } from "./usage-error.js";

/** The package of payouts on a database: the command works without it, and on older versions of Node than it. */
export type Durable = typeof import("@iyzico-mass-payout/durable");

/** @throws {UsageError} if the package is not installed, or this Node is too old for it. */
export async function loadDurable(locale: Locale): Promise<Durable> {
  const text = durableMessages.in(locale);
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 12)) throw new UsageError(text.oldNode(node));
  try {
    return await import("@iyzico-mass-payout/durable");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Of the package itself: one of its own dependencies that is missing is another fault.
    if (code === "ERR_MODULE_NOT_FOUND" && message.includes("'@iyzico-mass-payout/durable'")) {
      throw new UsageError(text.notInstalled);
    }
    throw error;
  }
}
