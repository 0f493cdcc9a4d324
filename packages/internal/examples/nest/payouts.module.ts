// Shows the NestJS module of the payouts: where the client and the store come from, and a controller that answers 202. The
// application calls enableShutdownHooks(), and imports the module with a provider of its own PayoutRuns.
import { createMassPayoutClientFromEnv } from "@iyzico-mass-payout/client";
import { createPostgresStore } from "@iyzico-mass-payout/durable";
import {
  Controller,
  type DynamicModule,
  Get,
  HttpCode,
  Inject,
  Module,
  Param,
  Post,
  type Provider,
  type Type,
} from "@nestjs/common";
import { PayoutRuns } from "./payout-runs.js";
import { PayoutsService } from "./payouts.service.js";

// Behind a guard of yours: who may start a payment is not decided here.
@Controller("payout-runs")
export class PayoutsController {
  constructor(@Inject(PayoutsService) private readonly payouts: PayoutsService) {}

  /** What is paid comes from the record, and never from the request. */
  @Post(":id/payment")
  @HttpCode(202)
  async start(@Param("id") id: string): Promise<{ id: string }> {
    await this.payouts.start(id);
    return { id };
  }

  @Get(":id")
  async outcome(@Param("id") id: string): Promise<{ id: string; outcome: string | null }> {
    return { id, outcome: await this.payouts.runs.outcomeOf(id) };
  }
}

const iyzico: Provider = { provide: "IYZICO", useFactory: () => createMassPayoutClientFromEnv() };

/** The tables are made once, when the program is set up: `await store.migrate()`. */
const store: Provider = {
  provide: "PAYMENT_STORE",
  useFactory: () => createPostgresStore(process.env["DATABASE_URL"] ?? "postgres://localhost/payouts"),
};

@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: NestJS makes a module with options by a static method.
export class PayoutsModule {
  static with(runs: Type<PayoutRuns>): DynamicModule {
    return {
      module: PayoutsModule,
      controllers: [PayoutsController],
      providers: [PayoutsService, iyzico, store, { provide: PayoutRuns, useClass: runs }],
    };
  }
}
