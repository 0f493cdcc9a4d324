import type { Locale, MassPayoutError } from "@iyzico-mass-payout/client";
import { errorsMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";

/** What a failed command prints to stderr: each fault of the request, or the failure and what to do about it. */
export function formatError(error: MassPayoutError, locale: Locale): string {
  const text = errorsMessages.in(locale);
  const { vendorMessage, faults } = error;
  if (faults.length > 0) {
    const hasItems = faults.some(({ item }) => item !== undefined);
    return formatLines([
      `mass-payout: ${text.nothingSent(hasItems)}`,
      ...faults.map((fault) => `- ${text.fault(fault)}`),
    ]);
  }
  const [what = "", ...remedies] = text.explain(error);
  const vendorLines = vendorMessage === undefined ? [] : [`iyzico: ${vendorMessage}`];
  const causes = error.findings.map(({ code, message }) => `- ${text.finding(code, message)}`);
  return formatLines([`mass-payout: ${what}`, ...vendorLines, ...remedies, ...causes]);
}

/** A failure of the client as JSON, in the form of every failure of a command with `--json`. */
export function errorToJson(error: MassPayoutError, exitCode: number): string {
  return formatJson({ error: { ...error.toJSON(), exitCode } });
}

/** What a wrong call prints to stderr. `seeHelp` says where the usage is described. */
export function formatUsageError(message: string, seeHelp: string): string {
  return formatLines([`mass-payout: ${message}`, seeHelp].join("\n").split("\n"));
}

/** What the faults of a file are printed as: the heading of the list, and each fault on a line. */
export function formatInputFaults(heading: string, faults: readonly { message: string }[]): string {
  return formatLines([`mass-payout: ${heading}`, ...faults.map(({ message }) => `- ${message}`)]);
}

/** The faults of a file as JSON. The code is that of a plan that the client refuses. */
export function inputFaultsToJson(message: string, faults: readonly object[], exitCode: number): string {
  return formatJson({ error: { code: "invalid_request", message, faults, exitCode } });
}

/** A failure that is no error of the client, such as a wrong call, as JSON. */
export function failureToJson(code: "wrong_call" | "not_new", message: string, exitCode: number): string {
  return formatJson({ error: { code, message: message.trimEnd(), exitCode } });
}

function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function formatLines(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join("");
}
