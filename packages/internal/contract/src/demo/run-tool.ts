import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";

const manifestPath = createRequire(import.meta.url).resolve("@iyzico-mass-payout/cli/package.json");
const { bin } = createRequire(import.meta.url)(manifestPath) as { bin: Record<string, string> };
/** The file that the package installs as `mass-payout`. */
export const toolPath: string = join(dirname(manifestPath), bin["mass-payout"] ?? "");

/** The server, the merchant and the process of a call. */
export interface ToolOptions {
  url: string;
  credentials: { apiKey: string; secretKey: string };
  folder?: string;
  environment?: NodeJS.ProcessEnv;
  /** Sends SIGTERM to the tool. */
  signal?: AbortSignal;
  /** "inherit" prints stdout, "pipe" returns it. stderr is always printed. */
  stdout: "inherit" | "pipe";
}

/** Runs `mass-payout` as a process, as a user does. */
export async function runTool(
  args: readonly string[],
  { url, credentials, folder, environment, signal, stdout }: ToolOptions,
): Promise<{ exitCode: number; printed: string }> {
  const child = spawn(process.execPath, [toolPath, ...args], {
    stdio: ["inherit", stdout, "inherit"],
    cwd: folder,
    env: {
      ...process.env,
      ...environment,
      IYZICO_API_KEY: credentials.apiKey,
      IYZICO_SECRET_KEY: credentials.secretKey,
      IYZICO_BASE_URL: url,
    },
  });
  const stop = () => void child.kill("SIGTERM");
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  const printed = child.stdout === null ? "" : text(child.stdout);
  const [exitCode] = await once(child, "close");
  signal?.removeEventListener("abort", stop);
  return { exitCode: exitCode ?? 1, printed: await printed };
}
