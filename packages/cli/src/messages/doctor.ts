import type { DestinationKind } from "./destination.js";
/** The checks of `doctor`, in their order. */
export type CheckName =
  | "node"
  | "credentials"
  | "address"
  | "proxy"
  | "dns"
  | "tcp"
  | "tls"
  | "clock"
  | "balance"
  | "store";

/** What `doctor` prints. */
export interface DoctorMessages {
  names: Readonly<Record<CheckName, string>>;
  statuses: Readonly<Record<"ok" | "failed" | "skipped", string>>;
  result: Readonly<Record<"ok" | "failed", string>>;
  nodeTooOld(version: string): string;
  /** What is known of the key, without the key. */
  keys(masked: string, length: number, source: string): string;
  fromEnvironment: string;
  fromProfile(name: string): string;
  keyHasQuotes: string;
  keyHasBlanks: string;
  addressIs(origin: string, kind: DestinationKind): string;
  addressHasPath(path: string): string;
  /** For a path of iyzico's API, which the client adds by itself. */
  addressHasOldPath: string;
  addressInvalid(message: string): string;
  wrongEnvironment: Readonly<Record<"sandbox-key-on-production" | "production-key-on-sandbox", string>>;
  noProxy: string;
  proxyUsed(names: string): string;
  proxyUnused(names: string): string;
  proxyNeedsNewerNode(names: string): string;
  behindProxy: string;
  notReached: string;
  resolved(addresses: string): string;
  unresolved(host: string, code: string): string;
  connected(host: string, port: number): string;
  notConnected(host: string, port: number, code: string): string;
  noTls: string;
  tlsIs(protocol: string, days: number): string;
  tlsFailed(code: string): string;
  tlsExpires(days: number): string;
  clockDiffers(seconds: number): string;
  clockWrong(seconds: number): string;
  noDate: string;
  balanceAnswered: string;
  /** What iyzico's error codes mean for a signed request, and what to do. */
  balanceFailed(errorCode: string | undefined, message: string): string;
  otherTarget(target: string): string;
  storeIs(folder: string): string;
}
