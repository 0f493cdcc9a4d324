/** The call or its input is wrong. The message is printed to the caller, in the caller's language. */
export class UsageError extends Error {}
