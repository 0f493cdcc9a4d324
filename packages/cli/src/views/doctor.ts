import { doctorMessages } from "../messages/catalogs.js";
import type { CheckName } from "../messages/doctor.js";
import type { Style } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import type { Format } from "./format.js";

/** A check of `doctor`. */
export interface Check {
  name: CheckName;
  status: "ok" | "failed" | "skipped";
  /** What was found; for a failed check, what to do about it. */
  detail: string;
}

const styles: Readonly<Record<Check["status"], Style>> = { ok: "green", failed: "red", skipped: "dim" };

/** What `doctor` prints: a line for each check, and whether all is well. */
export function formatChecks(checks: readonly Check[], { locale, style }: Format): string {
  const text = doctorMessages.in(locale);
  const rows = checks.map(({ name, status, detail }) => [
    style(styles[status], text.statuses[status]),
    text.names[name],
    detail,
  ]);
  const isOk = checks.every(({ status }) => status !== "failed");
  return [...alignColumns(["left", "left", "left"], rows), "", text.result[isOk ? "ok" : "failed"], ""].join("\n");
}
