import type { ListMessages } from "../list.js";

/** The English messages of `list`. */
export const list: ListMessages = {
  columns: {
    key: "Key",
    outcome: "Outcome",
    phase: "Phase",
    recipients: "Recipients",
    sums: "Ordered",
    created: "Created",
    changed: "Last changed",
  },
  phases: {
    planned: "planned",
    initiating: "init sent",
    created: "received",
    authorising: "auth sent",
    authorised: "authorised",
    settled: "settled",
  },
  outcomes: { "action-required": "action required", "in-progress": "in progress" },
  paid: { all: "all paid", some: "some paid", none: "none paid" },
  empty: "The store has no payments.",
  unreadable: (count) => (count === 1 ? "1 payment cannot be read:" : `${count} payments cannot be read:`),
};
