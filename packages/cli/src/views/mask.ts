/** What may be shown of an API key: which environment it is of. */
export function maskKey(apiKey: string): string {
  return apiKey.startsWith("sandbox-") ? "sandbox-…" : "…";
}

/**
 * The end of an account: at most 4 characters, at most a third of it. Enough to tell accounts apart, and not more, because
 * terminals are recorded and reports are shared.
 */
export function maskAccount(recipientInfo: string): string {
  const visible = Math.min(4, Math.floor(recipientInfo.length / 3));
  return `…${visible > 0 ? recipientInfo.slice(-visible) : ""}`;
}
