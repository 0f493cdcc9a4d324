import type { Ended } from "./child.ts";
import type { Finding } from "./suite-output.ts";

/** A call of the command line tool, and what must come of it. */
export interface ToolTest {
  name: string;
  args: readonly string[];
  /** What is wrong with what was printed. */
  fault(printed: string): string | undefined;
}

/** @param payout the externalId of a payout of one item, INIT, of 100.50. */
export function toolTests(payout: string): readonly ToolTest[] {
  return [
    {
      name: "mass-payout --help says how it is called",
      args: ["--help"],
      fault: (printed) => (printed.startsWith("mass-payout retrieve (") ? undefined : `It printed ${printed}`),
    },
    {
      name: "mass-payout retrieve --json reads a payout",
      args: ["retrieve", "--external-id", payout, "--json"],
      fault(printed) {
        const { massPayout, items, total } = JSON.parse(printed);
        const read = JSON.stringify([massPayout.externalId, massPayout.state, items[0].totalAmount, total]);
        return read === JSON.stringify([payout, "waiting", "100.50", 1]) ? undefined : `It read ${read}`;
      },
    },
  ];
}

export function failureOf({ name, fault }: ToolTest, { stdout, stderr, trouble }: Ended): Finding | undefined {
  const failed = (reason: string): Finding => ({ name, reason });
  if (trouble !== undefined) return failed(`${trouble}\n${stdout}${stderr}`);
  if (stderr !== "") return failed(`It said on stderr: ${stderr}`);
  try {
    const reason = fault(stdout);
    return reason === undefined ? undefined : failed(reason);
  } catch (error) {
    return failed(`${(error as Error).message}: ${stdout}`);
  }
}
