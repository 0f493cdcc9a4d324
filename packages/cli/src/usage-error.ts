/** The command was called in a way that can't work. The message is for the person who called it. */
export class UsageError extends Error {}
