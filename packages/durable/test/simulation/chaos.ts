import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { Cluster } from "./cluster.ts";
import type { Machine } from "./fleet.ts";
import type { AnnouncedWrite, CommitFate } from "./postgres-proxy.ts";
import type { Random } from "./random.ts";
import { disturb } from "./vendor.ts";

/** How often each kind of trouble comes, relative to the others. 0: never. */
export interface Troubles {
  vendor: number;
  /** A commit is lost, or its answer is. */
  commit: number;
  /** The network of one machine is cut. */
  cut: number;
  /** The network is cut when a write has reached the vendor, and its answer is not stored. */
  cutAfterWrite: number;
  /** SIGKILL of a worker. */
  kill: number;
  /** SIGSTOP of a worker, and SIGCONT later. */
  pause: number;
  redeploy: number;
  /** SIGKILL and restart of Postgres. */
  crash: number;
  /** A replica that lacks the last commits takes over. */
  failOver: number;
  /** The network of one machine stays away for a while. */
  outage: number;
}

/** What the troubles of a run work on. */
export interface Scene {
  random: Random;
  vendor: Simulator;
  cluster: Cluster;
  machines: readonly Machine[];
  /** Told what happens, for the report of a failure. */
  note(event: string): void;
  /** The database has lost commits. */
  onFailOver(): void;
  /** How many replicas may still take over. */
  failOversLeft: number;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes trouble until `isOver`, and waits until what it began has ended. */
export async function makeTrouble(
  scene: Scene,
  troubles: Troubles,
  { everyMs, isOver }: { everyMs: number; isOver: () => boolean },
): Promise<void> {
  const { random } = scene;
  const pending = new Set<Promise<unknown>>();
  const kinds = Object.entries(troubles).flatMap(([kind, weight]) =>
    new Array<keyof Troubles>(weight).fill(kind as keyof Troubles),
  );
  while (!isOver()) {
    await sleep(random.between(everyMs / 2, everyMs * 1.5));
    const kind = random.pick(kinds);
    const isOfServer = kind === "crash" || kind === "failOver";
    const running = cause(scene, kind).finally(() => pending.delete(running));
    pending.add(running);
    if (isOfServer) await running;
  }
  await Promise.all(pending);
}

async function cause(scene: Scene, kind: keyof Troubles): Promise<void> {
  const { random, vendor, cluster, machines, note, onFailOver } = scene;
  const machine = random.pick(machines);
  const { name, proxy, worker } = machine;
  switch (kind) {
    case "vendor":
      note(`vendor: ${disturb(vendor, random)}`);
      return;
    case "commit":
      return loseCommit(scene, machine);
    case "cut":
      note(`cut ${name}`);
      proxy.cut();
      return;
    case "cutAfterWrite":
      return cutAfterWrite(scene);
    case "kill":
      note(`kill ${name}`);
      worker.kill("SIGKILL");
      return;
    case "pause": {
      const ms = random.between(2_000, 30_000);
      note(`pause ${name} for ${ms} ms`);
      worker.kill("SIGSTOP");
      await sleep(ms);
      worker.kill("SIGCONT");
      return;
    }
    case "redeploy":
      note(`redeploy ${name}: ${Math.round(await machine.redeploy())} ms`);
      return;
    case "crash":
      await cluster.crash();
      note("Postgres was killed, and runs again");
      return;
    case "failOver": {
      // Each takes seconds: more of them would leave no time in which anything is paid.
      if (scene.failOversLeft === 0) return;
      scene.failOversLeft -= 1;
      await cluster.follow();
      await cluster.failOver(random.between(500, 3_000));
      for (const each of machines) each.proxy.cut();
      note("the replica is promoted");
      onFailOver();
      return;
    }
    case "outage":
      note(`outage of ${name}`);
      proxy.isDown = true;
      proxy.cut();
      await sleep(random.between(1_000, 15_000));
      proxy.isDown = false;
      return;
  }
}

/** The next commit that announces a write, or the next of any kind, comes to grief. */
async function loseCommit({ random, note }: Scene, { name, proxy }: Machine): Promise<void> {
  const wanted = random.pick<AnnouncedWrite | "any">(["init", "auth", "auth", "any"]);
  const lateMs = random.between(5_000, 15_000);
  const fates: (() => CommitFate)[] = [() => "cut", () => "swallow", () => sleep(lateMs).then(() => undefined)];
  const fate = random.between(0, 2);
  await new Promise<void>((resolve) => {
    const giveUp = setTimeout(resolve, 5_000);
    proxy.onCommit = (announced) => {
      if (wanted !== "any" && announced !== wanted) return "pass";
      proxy.onCommit = () => "pass";
      clearTimeout(giveUp);
      note(`commit of ${wanted} at ${name}: ${["cut", "swallowed", `answered ${lateMs} ms later`][fate]}`);
      resolve();
      return (fates[fate] as () => CommitFate)();
    };
  });
  proxy.onCommit = () => "pass";
}

/** Cuts every network as soon as a write has reached the vendor, whose answer is slow. */
async function cutAfterWrite({ random, vendor, machines, note }: Scene): Promise<void> {
  const operation = random.pick(["init", "auth"] as const);
  vendor.fault({ kind: "slow", operation, ms: 500 });
  const seen = vendor.history.length;
  for (let waited = 0; waited < 5_000; waited += 20) {
    await sleep(20);
    const isSent = vendor.history.slice(seen).some((call) => call.operation === operation);
    if (!isSent) continue;
    const isKilled = random.chance(0.3);
    for (const { proxy, worker } of machines) {
      proxy.cut();
      if (isKilled) worker.kill("SIGKILL");
    }
    note(`${isKilled ? "killed" : "cut"} all after ${operation}`);
    return;
  }
}
