/** What may be shown of an API key: which environment it is of. */
export function maskKey(apiKey: string): string {
  return apiKey.startsWith("sandbox-") ? "sandbox-…" : "…";
}
