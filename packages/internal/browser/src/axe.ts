import { load } from "./launch.ts";
import type { Page } from "./playwright.ts";

/** A rule of accessibility, and the elements that it is about. */
export interface AxeRule {
  id: string;
  nodes: { html: string }[];
}

/** What axe found on a page. `incomplete` is what it could not decide. */
export type AxeResult = Record<"violations" | "passes" | "incomplete", AxeRule[]>;

interface AxeBuilder {
  withRules(rules: readonly string[]): AxeBuilder;
  setLegacyMode(isLegacy: boolean): AxeBuilder;
  analyze(): Promise<AxeResult>;
}

/** Checks the accessibility of a page, by all rules or by some. */
export async function runAxe(page: Page, rules?: readonly string[]): Promise<AxeResult> {
  const { default: Builder } = load<{ default: new (options: { page: Page }) => AxeBuilder }>("@axe-core/playwright");
  // Without frames, the result need not be put together in a page of its own, which takes as long as the checks.
  const builder = new Builder({ page }).setLegacyMode(true);
  return (rules === undefined ? builder : builder.withRules(rules)).analyze();
}

/** The elements that the rules are about, at most three for each, as lines to read. */
export function findingsOf(rules: readonly AxeRule[]): string[] {
  return rules.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html}`));
}
