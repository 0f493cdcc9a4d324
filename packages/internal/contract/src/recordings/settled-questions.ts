import type { Recording } from "./recording.ts";

/** The pages of questions, as Markdown. */
export interface QuestionPages {
  unverified: string;
  verified: string;
}

/**
 * What is wrong between recordings and the pages of questions, as sentences that say what to do. A question that iyzico's own
 * answers settle is in docs/verified.md, with the recording that shows it; every other one is in docs/unverified.md.
 */
export function findPageProblems(recordings: readonly Recording[], { unverified, verified }: QuestionPages): string[] {
  const open = new Set(headingsOf(unverified));
  const settled = sectionsOf(verified);
  const answers = recordings
    .filter(({ destination }) => destination === "sandbox" || destination === "production")
    .flatMap(({ name, findings }) =>
      findings.filter(({ status }) => status === "answered").map((finding) => ({ ...finding, name })),
    );
  const unmoved = answers
    .filter(({ question }) => !settled.has(question))
    .map(({ question, name, evidence, answer }) => {
      const exchanges = evidence.join(", ");
      return `"${question}" is answered by ${name}, exchanges ${exchanges}: ${answer}. Move it from docs/unverified.md to docs/verified.md.`;
    });
  const unknown = answers
    .filter(({ question }) => !open.has(question) && !settled.has(question))
    .map(({ question, name }) => `"${question}", which ${name} answers, is a heading of neither page.`);
  const unproved = [...settled].flatMap(([question, section]) => {
    const evidence = answers.filter((answer) => answer.question === question);
    if (open.has(question)) return `"${question}" must be on one page only.`;
    const isNamed = evidence.some(({ name }) => section.includes(name));
    return isNamed ? [] : `"${question}" in docs/verified.md must name a recording that answers it.`;
  });
  const opposed = [...settled.keys()].filter(
    (question) =>
      new Set(answers.filter((answer) => answer.question === question).map(({ answer }) => answer)).size > 1,
  );
  const contradicting = opposed.map((question) => `"${question}" has different answers in different recordings.`);
  return [...unmoved, ...unknown, ...unproved, ...contradicting];
}

function headingsOf(page: string): string[] {
  return page.match(/(?<=^### ).*/gm) ?? [];
}

/** The text below each question. */
function sectionsOf(page: string): Map<string, string> {
  const parts = page.split(/^### (.*)$/m).slice(1);
  return new Map(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""] as const] : [])));
}
