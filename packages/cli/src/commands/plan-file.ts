import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
// A default import, because Node finds no named exports in this package.
import jsonc from "jsonc-parser";
import { UsageError } from "./usage-error.js";

/**
 * Reads a plan. Nothing is guessed: the file must be UTF-8 and strict JSON, and no object may have a key twice, because a
 * parser would take one of the two values. The client checks the content, because it reports every fault of it.
 *
 * @throws {UsageError} if the file cannot be read, or is not such a file. The message has positions and nothing of the
 * content, which has recipients in it.
 */
export function readPlanFile(file: string): PayoutPlan {
  const json = decodeUtf8(readBytes(file), file);
  const fault = faultOf(json);
  if (fault !== undefined) throw new UsageError(`${file} ${fault}`);
  return JSON.parse(json);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** A byte order mark is allowed, and left out of the result. */
function decodeUtf8(bytes: Buffer, file: string): string {
  if (isUtf16(bytes)) throw new UsageError(`${file} must be UTF-8. It looks like UTF-16: save it as UTF-8.`);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const name = isWindows1254(bytes) ? " It looks like windows-1254: save it as UTF-8." : "";
  throw new UsageError(`${file} must be UTF-8, and line ${firstUndecodableLine(bytes)} is not.${name}`);
}

/** JSON begins with an ASCII character: in UTF-16, one of the first two bytes is zero. */
function isUtf16(bytes: Buffer): boolean {
  return ["fffe", "feff"].includes(bytes.toString("hex", 0, 2)) || bytes.subarray(0, 2).includes(0);
}

/** The letters of Turkish that are not ASCII, in windows-1254 and ISO-8859-9: Â Ç Î Ğ Ö Û Ü İ Ş, and the small ones. */
const turkishLetters = Buffer.from("c2c7ced0d6dbdcdddee2e7eef0f6fbfcfdfe", "hex");

function isWindows1254(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80 || turkishLetters.includes(byte));
}

function firstUndecodableLine(bytes: Buffer): number {
  // In UTF-8, a line feed is never part of another character.
  let [line, start, end] = [1, 0, bytes.indexOf("\n")];
  while (end >= 0 && isUtf8(bytes.subarray(start, end))) {
    [line, start, end] = [line + 1, end + 1, bytes.indexOf("\n", end + 1)];
  }
  return line;
}

/** The first fault of a text as JSON: it follows the name of the file. */
function faultOf(json: string): string | undefined {
  const faults: string[] = [];
  /** Where the keys of each object that is open begin. */
  const objects: Map<string, Position>[] = [];
  try {
    jsonc.visit(
      json,
      {
        onObjectBegin: () => void objects.push(new Map()),
        onObjectEnd: () => void objects.pop(),
        onObjectProperty(key, _offset, _length, line, column) {
          const first = objects.at(-1)?.get(key);
          if (first === undefined) objects.at(-1)?.set(key, { line, column });
          else
            faults.push(`must not have a key twice in an object: ${at({ line, column })}, and before in ${at(first)}.`);
        },
        onError(code, _offset, _length, line, column) {
          // "CommaExpected" as words.
          const words = jsonc.printParseErrorCode(code).replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
          faults.push(`must be JSON: ${words} in ${at({ line, column })}.`);
        },
      },
      { disallowComments: true, allowTrailingComma: false },
    );
  } catch {
    // The parser calls itself for each level.
    return "must be JSON, nested less deeply.";
  }
  return faults[0];
}

/** Counted from 0. */
interface Position {
  line: number;
  column: number;
}

function at({ line, column }: Position): string {
  return `line ${line + 1}, column ${column + 1}`;
}
