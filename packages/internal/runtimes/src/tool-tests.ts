import type { ProcessResult } from "@iyzico-mass-payout/harness/process";
import type { Finding } from "./suite-output.ts";

/** A call of the command line tool, and a check of its output. */
export interface ToolTest {
  name: string;
  args: readonly string[];
  /** Returns why the output is wrong. */
  problemOf(printed: string): string | undefined;
}

/** @param payout the externalId of a payout of one item, INIT, of 100.50. */
export function toolTests(payout: string): readonly ToolTest[] {
  return [
    {
      name: "mass-payout --help prints its usage",
      args: ["--help"],
      problemOf: (printed) => (printed.startsWith("mass-payout retrieve (") ? undefined : `It printed ${printed}`),
    },
    {
      name: "mass-payout retrieve --json reads a payout",
      args: ["retrieve", "--external-id", payout, "--json"],
      problemOf(printed) {
        const { massPayout, items, total } = JSON.parse(printed);
        const read = JSON.stringify([massPayout.externalId, massPayout.state, items[0].totalAmount, total]);
        return read === JSON.stringify([payout, "waiting", "100.50", 1]) ? undefined : `It read ${read}`;
      },
    },
  ];
}

/** Checks the result of a call. Returns undefined when it is correct. */
export function checkToolTest(
  { name, problemOf }: ToolTest,
  { stdout, stderr, problem }: ProcessResult,
): Finding | undefined {
  const failed = (reason: string): Finding => ({ name, reason });
  if (problem !== undefined) return failed(`${problem}\n${stdout}${stderr}`);
  if (stderr !== "") return failed(`It printed on stderr: ${stderr}`);
  try {
    const reason = problemOf(stdout);
    return reason === undefined ? undefined : failed(reason);
  } catch (error) {
    return failed(`${(error as Error).message}: ${stdout}`);
  }
}
