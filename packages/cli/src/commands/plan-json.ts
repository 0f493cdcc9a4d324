import { isUtf8 } from "node:buffer";
import type { Locale } from "@iyzico-mass-payout/client";
// A default import, because Node finds no named exports in this package.
import jsonc from "jsonc-parser";
import { planMessages } from "../messages/catalogs.js";
import type { JsonPosition } from "../messages/plan.js";
import { firstLineNotUtf8, isTurkish, utf16EncodingOf } from "../sheets/decode-text.js";
import { UsageError } from "./usage-error.js";

/** A plan as JSON: its content, which nothing is known of yet, and where its fields are. */
export interface PlanJson {
  content: unknown;
  /** The line of a field, such as "items[3].amount.value", or of the nearest that is there. Counted from 1. */
  lineOf(field: string): number;
}

/**
 * Parses a plan. Nothing is guessed: the bytes must be UTF-8 and strict JSON, and no object may have a key twice, because a
 * parser would take one of the two values.
 *
 * @param name what messages call the file.
 * @throws {UsageError} The message has positions and nothing of the content, which has recipients in it.
 */
export function parsePlanJson(bytes: Buffer, name: string, locale: Locale): PlanJson {
  const json = decodeUtf8(bytes, name, locale);
  const fault = findJsonFault(json, locale);
  if (fault !== undefined) throw new UsageError(`${name} ${fault}`);
  return {
    content: JSON.parse(json),
    lineOf(field) {
      const tree = jsonc.parseTree(json) as jsonc.Node;
      const path = [...field.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([text, index]) =>
        index === undefined ? text : Number(index),
      );
      const nodes = path.map((_, end) => jsonc.findNodeAtLocation(tree, path.slice(0, end + 1)));
      const { offset } = nodes.findLast((node) => node !== undefined) ?? tree;
      return json.slice(0, offset).split("\n").length;
    },
  };
}

/** A byte order mark is allowed, and left out of the result. */
function decodeUtf8(bytes: Buffer, name: string, locale: Locale): string {
  const text = planMessages.in(locale);
  if (utf16EncodingOf(bytes) !== undefined) throw new UsageError(`${name} ${text.mustBeUtf8(undefined, "UTF-16")}`);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const encoding = isTurkish(bytes) ? "windows-1254" : undefined;
  throw new UsageError(`${name} ${text.mustBeUtf8(firstLineNotUtf8(bytes), encoding)}`);
}

/** The first fault of a text as strict JSON, a key that is given twice included: it follows the name of the file. */
export function findJsonFault(json: string, locale: Locale): string | undefined {
  const text = planMessages.in(locale);
  const faults: string[] = [];
  /** Where the keys of each object that is open begin. */
  const objects: Map<string, JsonPosition>[] = [];
  try {
    jsonc.visit(
      json,
      {
        onObjectBegin: () => void objects.push(new Map()),
        onObjectEnd: () => void objects.pop(),
        onObjectProperty(key, _offset, _length, line, column) {
          const position = { line: line + 1, column: column + 1 };
          const first = objects.at(-1)?.get(key);
          if (first === undefined) objects.at(-1)?.set(key, position);
          else faults.push(text.keyTwice(position, first));
        },
        onError(code, _offset, _length, line, column) {
          // "CommaExpected" as words.
          const words = jsonc.printParseErrorCode(code).replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
          faults.push(text.mustBeJson(words, { line: line + 1, column: column + 1 }));
        },
      },
      { disallowComments: true, allowTrailingComma: false },
    );
  } catch {
    // The parser calls itself for each level.
    return text.nestedTooDeeply;
  }
  return faults[0];
}
