/** A moment in milliseconds since 1970 as an ISO date and time in UTC: "2026-11-26T09:30:00Z". */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}
