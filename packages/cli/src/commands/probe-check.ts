import { probeMessages } from "../messages/catalogs.js";
import { isDeep } from "../probe/answer.js";
import { checkRecording } from "../probe/recording/check-recording.js";
import { recordingFormat } from "../probe/recording/recording.js";
import { printable } from "../terminal/printable.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { readText } from "./files.js";
import { UsageError } from "./usage-error.js";

/** `mass-payout probe check`: prints where a recording looks like a person or a key, and nothing of what is there. */
export function runProbeCheck(file: string, json: boolean, { stdout, stderr, locale }: CommandContext): number {
  const text = probeMessages.in(locale);
  const content = readText(file, locale);
  if (!isRecording(content)) throw new UsageError(text.unreadableRecording(printable(file)));
  const suspicions = checkRecording(content);
  if (json) stdout.write(`${JSON.stringify({ suspicions }, null, 2)}\n`);
  else
    for (const { place, kind } of suspicions)
      stdout.write(`${printable(text.suspicion(place, text.suspicions[kind]))}\n`);
  stderr.write(
    suspicions.length === 0
      ? `${text.nothingSuspicious(printable(file))}\n`
      : `${text.suspicious(suspicions.length)}\n`,
  );
  return suspicions.length === 0 ? exitCodes.success : exitCodes.failure;
}

function isRecording(content: string): boolean {
  try {
    return !isDeep(content) && JSON.parse(content).format === recordingFormat;
  } catch {
    return false;
  }
}
