/** A payment, as far as a store is concerned: plain JSON. */
export const storedContent: { phase: string; items: unknown[] } = { phase: "planned", items: ["ş", 1] };

/** The error for a payment that is damaged in its store. */
export const unreadable = { code: "payment_unreadable", outcome: "not-sent" } as const;
