// Shows a NestJS service that pays each of the program's records once. Client, store and records are injected, so that a test
// replaces them; a payment goes on where it was after a crash; what was sent has its answer before the application ends.
import { setTimeout as sleep } from "node:timers/promises";
import {
  isMassPayoutError,
  type MassPayoutClient,
  type PaymentStore,
  type PayoutPlan,
} from "@iyzico-mass-payout/client";
import {
  ConflictException,
  Inject,
  Injectable,
  Logger,
  NotFoundException,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from "@nestjs/common";
import { PayoutRuns } from "./payout-runs.js";

@Injectable()
export class PayoutsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(PayoutsService.name);
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    @Inject("IYZICO") private readonly iyzico: MassPayoutClient,
    @Inject("PAYMENT_STORE") private readonly store: PaymentStore,
    @Inject(PayoutRuns) readonly runs: PayoutRuns,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const id of await this.runs.open()) await this.start(id);
  }

  /** Starts a payment, or goes on with it once a required action is done. Two calls are one payment. */
  async start(id: string): Promise<void> {
    const plan = await this.runs.planOf(id);
    if (plan === undefined) throw new NotFoundException();
    // Nothing may be paid before a person has found out what was sent: docs/runbook.md.
    if (/payment_(lost|unreadable)/.test((await this.runs.outcomeOf(id)) ?? "")) throw new ConflictException();
    await this.runs.request(id);
    if (this.running.has(id) || this.stopping.signal.aborted) return;
    const payment = this.pay({ ...plan, key: id })
      .catch(({ name }) => this.log.error(`${id}: not recorded, ${name}`)) // The next start goes on with it.
      .finally(() => this.running.delete(id));
    this.running.set(id, payment);
  }

  private async pay(plan: PayoutPlan): Promise<void> {
    const onProgress = () => this.stopping.signal.throwIfAborted();
    while (!this.stopping.signal.aborted) {
      try {
        const result = await this.iyzico.pay(plan, { store: this.store, onProgress, maxTotal: "2000000" });
        if (result.outcome === "in-progress") continue; // An hour is over: the same call goes on.
        return await this.runs.record(plan.key, result.outcome === "settled" ? `paid: ${result.paid}` : result.reason);
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        const code = isMassPayoutError(error) ? error.code : "unknown";
        this.log.error(`${plan.key}: ${code}`); // Not the error: one of a database may show a row, and so a recipient.
        if (code !== "payment_locked") return await this.runs.record(plan.key, `failed: ${code}`);
        // Another process pays it. If that one has died, its lock is free after 30 seconds.
        await sleep(10_000, undefined, this.stopping).catch(() => {});
      }
    }
  }

  /** Ends each payment after its next step, or waits for it no longer than 20 seconds: the next process goes on with it. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.race([Promise.all(this.running.values()), sleep(20_000, undefined, { ref: false })]);
  }
}
