import type { MassPayoutError } from "@iyzico-mass-payout/client";
import { printable } from "../terminal/printable.js";

/** What a failed command prints to stderr: each fault of the request, or the failure and what to do about it. */
export function formatError({ message, vendorMessage, faults, hint }: MassPayoutError): string {
  if (faults.length > 0) {
    const positions = faults.some(({ item }) => item !== undefined) ? " (items are counted from 0)" : "";
    return formatLines([`mass-payout: nothing was sent${positions}:`, ...faults.map((fault) => `- ${fault.message}`)]);
  }
  const vendorLines = vendorMessage === undefined ? [] : [`iyzico: ${vendorMessage}`];
  return formatLines([`mass-payout: ${message}`, ...vendorLines, hint]);
}

/** What a wrong call prints to stderr. */
export function formatUsageError(message: string): string {
  return formatLines([`mass-payout: ${message}`, "Run mass-payout --help for the usage."]);
}

function formatLines(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join("");
}
