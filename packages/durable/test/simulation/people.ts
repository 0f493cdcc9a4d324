import type { PeopleConfig, PeopleLine, PeopleMessage } from "../support/people-process.ts";
import { keepChild, startChild } from "./child-process.ts";
import { startPostgresProxy } from "./postgres-proxy.ts";

/** What people did, and what came of it. */
export interface People {
  readonly errors: readonly string[];
  tell(message: PeopleMessage): void;
  stop(): Promise<void>;
}

/** Starts a process of people. Their calls are added to `lines`. */
export async function startPeople(
  config: Omit<PeopleConfig, "database">,
  { portOf, database, lines }: { portOf: () => number; database: string; lines: PeopleLine[] },
): Promise<People> {
  const proxy = await startPostgresProxy(portOf);
  const whole: PeopleConfig = { ...config, database: proxy.connectionString(database) };
  let isFinishing = false;
  const kept = keepChild(
    () => startChild("people-process.ts", whole, (line) => lines.push(line as unknown as PeopleLine)),
    (child) => isFinishing && child.tell({ type: "finish" } satisfies PeopleMessage),
  );
  return {
    tell(message) {
      isFinishing ||= message.type === "finish";
      kept.current.tell(message);
    },
    errors: kept.errors,
    async stop() {
      await kept.stop();
      proxy.close();
    },
  };
}

/**
 * How many people have approved a payout before a time, as far as the approvals may count then: those of one digest, after the
 * last denial that stopped everything, and without the submitter.
 */
export function countApprovers(lines: readonly PeopleLine[], key: string, before: number): number {
  const earlier = lines.filter((line) => line.key === key && line.at < before);
  const denial = earlier.findLast(
    ({ action, state, authorised }) => action === "deny" && state === "done" && authorised?.length === 0,
  );
  const deniedAt = denial === undefined ? 0 : beginOf(earlier, denial);
  const byDigest = new Map<string, Set<string>>();
  for (const { action, state, at, digest = "", person = "" } of earlier) {
    // A call that began may have been recorded, whatever was answered; one that was refused was not.
    if (action !== "approve" || state !== "begins" || at < deniedAt || person === "clerk") continue;
    byDigest.set(digest, new Set([...(byDigest.get(digest) ?? []), person]));
  }
  return Math.max(0, ...[...byDigest.values()].map(({ size }) => size));
}

function beginOf(lines: readonly PeopleLine[], done: PeopleLine): number {
  const begin = lines.findLast(
    ({ action, state, at }) => action === done.action && state === "begins" && at <= done.at,
  );
  return begin?.at ?? done.at;
}
