import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { startMock } from "@iyzico-mass-payout/contract/mock";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { type FaultUrls, startFaultServers } from "./fault-servers.ts";

/** The servers of the suite: in this process, on loopback, and new for each runtime. */
export interface Servers {
  urls: FaultUrls & { mock: string; simulator: string };
  close(): Promise<void>;
}

/** The keys of the suite's merchant. Everything that a runtime prints is searched for the secret. */
export const credentials = { apiKey: "sandbox-runtimes", secretKey: "CANARY-secret-of-runtimes" };

/** The externalId of a payout that the simulator has from the start. */
export const knownPayout = "payout-of-the-command-line";

/** A payout at the simulator takes a tenth of a second of real time. */
const delays = { authorised: 10, queued: 10, itemsQueued: 10, sent: 10, processing: 30, refund: 30 };

export async function startServers(): Promise<Servers> {
  const simulator = createSimulator({
    credentials,
    clock: Date,
    delays,
    commissionOf: () => "2.50",
    outcomeOf: ({ itemExternalId }) => (itemExternalId.startsWith("unpaid") ? "failed-refunded" : "paid"),
  });
  const { fetch } = simulator;
  await createMassPayoutClient({ credentials, environment: "sandbox", fetch }).init({
    externalId: knownPayout,
    items: [
      {
        itemExternalId: "only",
        recipientType: "MEMBER_ID",
        recipientInfo: "2228853",
        amount: { value: "100.50", currency: "TRY" },
        description: "November",
      },
    ],
  });
  const [mock, simulated, faults] = await Promise.all([
    startMock(credentials),
    simulator.listen(),
    startFaultServers(),
  ]);
  return {
    urls: { ...faults.urls, mock: mock.url, simulator: simulated.url },
    async close() {
      await Promise.all([mock.close(), simulated.close(), faults.close()]);
    },
  };
}
