// A service as NestJS has them: decorators whose metadata are emitted, and classes that are injected.
import { createMassPayoutClient, type MassPayoutClient, MassPayoutError } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { openTelemetryListener } from "@iyzico-mass-payout/client/opentelemetry";
import { readPlan } from "@iyzico-mass-payout/client/payment";

const Injectable = (): ClassDecorator => () => undefined;
const Inject =
  (_token: string): ParameterDecorator =>
  () =>
    undefined;

@Injectable()
export class PayoutService {
  constructor(
    @Inject("iyzico") private readonly iyzico: MassPayoutClient,
    private readonly lastError?: MassPayoutError,
  ) {}

  async keyOf(key: string): Promise<string> {
    const plan = await readPlan({ key, items: [] }).catch((error: unknown) => error);
    if (plan instanceof MassPayoutError) return `${plan.code} ${typeof this.iyzico.pay} ${this.lastError?.code}`;
    return key;
  }
}

const iyzico = createMassPayoutClient({
  credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
  environment: "sandbox",
  onEvent: openTelemetryListener(),
});

void new PayoutService(iyzico).keyOf(createFileStore.name).then(console.log);
