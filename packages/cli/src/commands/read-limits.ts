/** Limits of a read whose answer a person waits for: an error after half a minute is more useful than a longer silence. */
export const readLimits = {
  timeoutMs: 15_000,
  deadlineMs: 30_000,
  retry: { maxAttempts: 3, baseDelayMs: 200 },
} as const;
