import { fold } from "./fold.ts";

/** Words of a question that say nothing about its subject, folded. */
const stopWords = new Set(
  (
    "a am an and any are as at be by can could did do does doing for from get had has have how i if in into is it its me mean " +
    "means my of on or our shall should so some than that the their them then there these they this those to was we were what " +
    "when where which who whom whose why will with would you your " +
    "acaba ama bir bu da de hangi her icin ile ise kim ki mi misin mu nasil ne neden nedir neler nerede niye o olan olarak su ve " +
    "veya ya"
  ).split(" "),
);

/**
 * Splits a text into words. A compound such as NOT_FOUND, payment-locked or notFoundGraceMs is a word, and so is each part: a
 * reader types either.
 */
export function splitWords(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+(?:[_-][\p{L}\p{M}\p{N}]+)*/gu) ?? []).flatMap((word) => {
    const parts = word.split(/[_-]|(?<=\p{Ll})(?=\p{Lu})/u);
    return parts.length === 1 ? word : [word.replaceAll("-", "_"), ...parts];
  });
}

/** The form of a word that is compared; undefined for a word that is not searched. */
export function toTerm(word: string): string | undefined {
  const term = fold(word);
  return stopWords.has(term) ? undefined : term;
}
