import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { MassPayoutError } from "@iyzico-mass-payout/client";
import { invalidOption } from "../errors/invalid-option.js";

/** A plan as it is stored. */
export interface SealedPlan {
  content: Buffer;
  isEncrypted: boolean;
}

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** Reads the key for plans: 32 bytes, as they are or in Base64 or hexadecimal. */
export function readEncryptionKey(key: string | Uint8Array | undefined): KeyObject | undefined {
  if (key === undefined) return undefined;
  const bytes = typeof key === "string" ? decodeKey(key) : key instanceof Uint8Array ? Buffer.from(key) : undefined;
  if (bytes?.length !== keyBytes) {
    throw invalidOption(
      "encryptionKey must have 32 bytes, as a Uint8Array or in Base64 or hexadecimal.",
      "Make one with openssl rand -base64 32, and keep it where the database is not.",
    );
  }
  return createSecretKey(bytes);
}

function decodeKey(text: string): Buffer {
  return Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64");
}

/** A value by which processes notice that they have different keys. It does not tell the key. */
export function keyCheckOf(key: KeyObject): Buffer {
  return createHash("sha256").update("mass-payout plan key").update(key.export()).digest();
}

/** Encrypts a plan, if there is a key, bound to its payout's key. */
export function sealPlan(plan: PayoutPlan, encryptionKey: KeyObject | undefined): SealedPlan {
  const text = Buffer.from(JSON.stringify(plan), "utf8");
  if (encryptionKey === undefined) return { content: text, isEncrypted: false };
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, encryptionKey, iv).setAAD(Buffer.from(plan.key));
  const content = Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return { content, isEncrypted: true };
}

/** Decrypts the plan of a payout. */
export function openPlan(
  key: string,
  { content, isEncrypted }: SealedPlan,
  encryptionKey: KeyObject | undefined,
): PayoutPlan {
  if (!isEncrypted) return JSON.parse(content.toString("utf8")) as PayoutPlan;
  if (encryptionKey === undefined) throw planLockedError("encryptionKey is required: the plan is encrypted.");
  try {
    const iv = content.subarray(0, ivBytes);
    const decipher = createDecipheriv(algorithm, encryptionKey, iv).setAAD(Buffer.from(key));
    decipher.setAuthTag(content.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(content.subarray(ivBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(text.toString("utf8")) as PayoutPlan;
  } catch {
    throw planLockedError("The plan cannot be decrypted: encryptionKey must be the one that it was submitted with.");
  }
}

function planLockedError(message: string): MassPayoutError {
  const hint = "Start the workers with the key of the submission. Nothing was sent.";
  return new MassPayoutError("payment_unreadable", message, { outcome: "not-sent", hint });
}
