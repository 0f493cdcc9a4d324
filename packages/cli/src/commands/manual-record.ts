import { MassPayoutError, type Outcome, type PaymentStore } from "@iyzico-mass-payout/client";

/** An init or auth that was sent by hand, or was about to be. */
export interface ManualWrite {
  /** When it was recorded, just before it was sent, in milliseconds since 1970. */
  at: number;
  /** What became of it. Missing if the process died, or is still at it: it may have been sent. */
  outcome?: Outcome | "success";
  /** iyzico's id of the payout, from the answer to an init. */
  requestId?: string;
  /** The approved review of an auth, and who approved it. */
  digest?: string;
  by?: string;
  note?: string;
}

/** What the store has of the inits of an externalId, or the auths of a requestId, that were sent by hand. */
interface ManualRecord {
  format: typeof format;
  operation: "init" | "auth";
  id: string;
  writes: readonly ManualWrite[];
  /** The store finds the record of an init by these, as it finds a payment of the same list. */
  listFingerprint?: string;
  createdAt?: number;
}

const format = "iyzico-mass-payout manual writes";

/** No payment has a key with a line break in it: the client refuses control characters in keys. */
const prefix = "manual-";

function keyOf(operation: ManualRecord["operation"], id: string): string {
  return `${prefix}${operation}\n${id}`;
}

/** Whether a key of a store is that of writes by hand, and not that of a payment. */
export function isManualKey(key: string): boolean {
  return key.startsWith(prefix) && key.includes("\n");
}

/** The id of a payout whose init was sent by hand, from the key of its record; `undefined` for every other key. */
export function manualInitOf(key: string): string | undefined {
  const start = keyOf("init", "");
  return key.startsWith(start) ? key.slice(start.length) : undefined;
}

/** The writes by hand of one id, open for one command. */
export interface OpenManualRecord {
  /** Those that may have taken effect: every one that was not provably kept from being sent. */
  readonly earlier: readonly ManualWrite[];
  /**
   * Records that a write is about to be sent. `false` if another process has recorded one meanwhile: then nothing may be
   * sent.
   */
  begin(write: ManualWrite): Promise<boolean>;
  /** Records what became of it. `false` if another process has recorded something meanwhile. */
  finish(result: Pick<ManualWrite, "outcome" | "requestId">): Promise<boolean>;
}

/**
 * @param listFingerprint of the list that an init is for, by which payments of the same list find it.
 * @throws {MassPayoutError} of the store, and with code `payment_unreadable` if what it has is no such record.
 */
export async function openManualRecord(
  store: PaymentStore,
  operation: ManualRecord["operation"],
  id: string,
  listFingerprint?: string,
): Promise<OpenManualRecord> {
  const key = keyOf(operation, id);
  const stored = await store.load(key);
  let writes = stored === undefined ? [] : writesOf(stored.payment, operation, id);
  let revision = stored?.revision;
  const save = async (changed: readonly ManualWrite[]) => {
    const createdAt = changed.at(-1)?.at as number;
    const listed = listFingerprint !== undefined && { listFingerprint, createdAt };
    const record: ManualRecord = { format, operation, id, writes: changed, ...listed };
    const saved = await store.compareAndSet(key, revision, record);
    if (saved === undefined) return false;
    [writes, revision] = [changed, saved];
    return true;
  };
  return {
    earlier: writes.filter(({ outcome }) => outcome !== "not-sent"),
    begin: (write) => save([...writes, write]),
    finish: (result) => save([...writes.slice(0, -1), { ...(writes.at(-1) as ManualWrite), ...result }]),
  };
}

const outcomes: readonly unknown[] = ["success", "not-sent", "rejected", "unknown", undefined];

/** Strict: a record that is read wrongly could have something sent twice. */
function writesOf(stored: unknown, operation: ManualRecord["operation"], id: string): readonly ManualWrite[] {
  const record = Object(stored) as Partial<ManualRecord>;
  const isRecord =
    record.format === format &&
    record.operation === operation &&
    record.id === id &&
    Array.isArray(record.writes) &&
    record.writes.every((write) => typeof write?.at === "number" && outcomes.includes(write.outcome));
  if (isRecord) return record.writes as readonly ManualWrite[];
  throw new MassPayoutError("payment_unreadable", `${operation}: the record of it in the store cannot be read.`, {
    outcome: "not-sent",
    operation,
    hint: "Nothing was sent. Read the payout before anything else: it may have been sent before.",
  });
}
