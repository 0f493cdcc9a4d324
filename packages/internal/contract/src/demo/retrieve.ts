import { startMock } from "../mock.ts";
import { runTool } from "./run-tool.ts";

/** Starts the mock on a free loopback port and reads the documented example from it. Returns the exit code of the tool. */
export async function runRetrieveDemo(args: readonly string[]): Promise<number> {
  const credentials = { apiKey: "sandbox-demo", secretKey: "sandbox-demo-secret" };
  const { url, close } = await startMock(credentials);
  const options = ["retrieve", "--external-id", "massPayoutId-323", ...args];
  const { exitCode } = await runTool(options, { url, credentials, stdout: "inherit" });
  await close();
  return exitCode;
}
