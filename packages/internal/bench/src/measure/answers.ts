import { isDeepStrictEqual } from "node:util";
import type { Contender } from "./rounds.ts";

/**
 * Runs every contender once and compares what they answer. Nothing is timed before: a contender that does less than the
 * others, or something else, would win.
 *
 * @param answerOf the part of a result in which all contenders must agree.
 * @throws {Error} that names the contender whose answer is not the expected one.
 */
export async function checkAnswers(
  contenders: readonly Contender[],
  expected: unknown,
  answerOf: (result: never) => unknown,
): Promise<void> {
  for (const { name, run } of contenders) {
    const answer = answerOf((await run()) as never);
    if (!isDeepStrictEqual(answer, expected)) {
      throw new Error(`${name} must answer ${excerptOf(expected)}, but it answers ${excerptOf(answer)}.`);
    }
  }
}

function excerptOf(answer: unknown): string {
  const text = JSON.stringify(answer) ?? String(answer);
  return text.length <= 200 ? text : `${text.slice(0, 200)}… (${text.length} characters)`;
}
