import { MassPayoutError } from "./error.js";

/**
 * A path template with its values put in. A value that would have to be escaped, or that is '.', '..' or empty, is
 * refused: "../balance" in the place of a reference would ask for another operation, and a proxy that unescapes would
 * break the signature. iyzico's ids have nothing to escape.
 */
export function expandPath(template: string, values: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    const isSafe = typeof value === "string" && !/^\.{0,2}$/.test(value) && encodeURIComponent(value) === value;
    if (isSafe) return value;
    const message = `${name} can't stand in a path: it is empty, '.' or '..', or has characters that need escaping.`;
    const hint = "Pass the id as iyzico gave it. Nothing was sent.";
    throw new MassPayoutError("invalid_request", message, { outcome: "not-sent", hint });
  });
}
