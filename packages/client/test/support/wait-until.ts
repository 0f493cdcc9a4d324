/** Resolves once the condition holds. The time limit of the test ends a wait for one that never does. */
export async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}
