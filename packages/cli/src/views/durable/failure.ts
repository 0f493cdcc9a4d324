import { printable } from "../../terminal/printable.js";

/** The code of Postgres for a user who may not do something. Its message names the object and no value. */
export const rightMissing = "42501";

/**
 * What a database or the connection to it says of a failure. Of a statement only its code: a message may quote a value.
 *
 * @returns `undefined` if it is no error of theirs.
 */
export function describeDatabaseFailure(error: unknown): string | undefined {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  const text = printable(String(message));
  if (typeof code !== "string") return /connect|timeout/i.test(text) ? text : undefined;
  if (code.startsWith("ERR_")) return undefined;
  // Of the system: with the addresses that were tried, and not its message, which is empty where they are several.
  if (/^E[A-Z]/.test(code)) return [code, addressesOf(error)].filter(Boolean).join(" ");
  // Connections, authorisation, missing databases, shutdowns.
  return code === rightMissing || /^(08|28|3D|53|57)/.test(code) ? `${text} (${code})` : code;
}

/** The addresses that could not be reached, or the name that has none. */
function addressesOf(error: unknown): string {
  const { errors = [error] } = error as { errors?: readonly unknown[] };
  const addresses = errors.map((each) => {
    const { address, port, hostname } = each as { address?: string; port?: number; hostname?: string };
    return [address ?? hostname, port].filter((part) => part !== undefined).join(":");
  });
  return printable([...new Set(addresses)].join(", "));
}
