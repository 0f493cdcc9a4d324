import type { AnswerCode, ExperimentId, FindingStatus, SkipReason } from "../../messages/probe.js";

/** The form of a recording. A reader must refuse another one. */
export const recordingFormat = "mass-payout-recording/1";

/** How a request was signed: over which part of the URL, with a wrong key, by a signature that was used before, or not. */
export type SignatureKind = "path" | "path-and-query" | "wrong" | "used-before" | "none";

/** One request, and what was answered, without keys and personal data. Bodies are texts: JSON would lose how it was written. */
export interface Exchange {
  /** Counts from 1 in the order of the sends. */
  id: number;
  series: string;
  /** When it was sent, as ISO 8601 in UTC. */
  at: string;
  durationMs: number;
  request: {
    method: string;
    path: string;
    headers: Readonly<Record<string, string>>;
    body?: string;
    signature: SignatureKind;
  };
  response?: { status: number; headers: Readonly<Record<string, string>>; body: string };
  /** Why there is no whole answer, such as ECONNRESET. */
  failure?: string;
}

/** What an experiment found. */
export interface Finding {
  experiment: ExperimentId;
  status: FindingStatus;
  answer: AnswerCode | SkipReason;
  /** In words that are the same in every language, such as codes and statuses. */
  detail?: string;
  /** The exchanges that show it. */
  evidence: readonly number[];
}

/** A run of the probe, fit to be shared. */
export interface Recording {
  format: typeof recordingFormat;
  /** What was asked: iyzico's sandbox or production, or another server. */
  destination: "sandbox" | "production" | "test";
  begunAt: string;
  signedTarget: "path" | "path-and-query";
  exchanges: readonly Exchange[];
  findings: readonly (Finding & { question: string })[];
}

/** The text of a recording: an exchange has a line of its own, so that two recordings can be compared by lines. */
export function formatRecording({ exchanges, findings, ...about }: Recording): string {
  const lines = (list: readonly unknown[]) => list.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
  const head = Object.entries(about).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`);
  return `{\n${head.join("")}  "findings": [\n${lines(findings)}\n  ],\n  "exchanges": [\n${lines(exchanges)}\n  ]\n}\n`;
}
