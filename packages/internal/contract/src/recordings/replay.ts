import {
  createMassPayoutClient,
  isMassPayoutError,
  type MassPayoutClient,
  type OperationName,
} from "@iyzico-mass-payout/client";
import { operationOf } from "./operation.ts";
import type { Exchange } from "./recording.ts";

/** What the client makes of a recorded answer. */
export type Reading = { result: unknown } | { code: string; outcome: string };

const credentials = { apiKey: "sandbox-replay", secretKey: "sandbox-replay-secret" };

/** Gives the recorded answer of an exchange to the client, as if its own request had been answered so. */
export async function replay(exchange: Exchange): Promise<Reading> {
  const iyzico = createMassPayoutClient({
    credentials,
    environment: "sandbox",
    retry: false,
    rateLimit: false,
    fetch: async () => answerOf(exchange),
  });
  try {
    return { result: await calls[operationOf(exchange.request)?.name as OperationName](iyzico) };
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
    return { code: error.code, outcome: error.outcome };
  }
}

function answerOf({ response, failure }: Exchange): Response {
  if (response === undefined) throw Object.assign(new TypeError("fetch failed"), { cause: { code: failure } });
  const { status, headers, body } = response;
  return new Response(body, { status, headers: { ...headers } });
}

const page = { requestId: "replayed", page: 0, size: 40 };
const items = [
  {
    itemExternalId: "replayed-1",
    recipientType: "MEMBER_ID" as const,
    recipientInfo: "0000001",
    amount: { value: "1.00", currency: "TRY" as const },
    description: "Replayed",
  },
];

const calls: Readonly<Record<OperationName, (iyzico: MassPayoutClient) => Promise<unknown>>> = {
  retrieve: (iyzico) => iyzico.retrieve(page),
  init: (iyzico) => iyzico.init({ externalId: "replayed", items }),
  auth: (iyzico) => iyzico.auth("replayed"),
  cancel: (iyzico) => iyzico.cancel("replayed"),
  item: (iyzico) => iyzico.item("replayed"),
  balance: (iyzico) => iyzico.balance(),
};

/** The amounts of a result, as the client read them. */
export function amountsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    typeof field === "string" && (/amount$/i.test(key) || key === "balance") ? [field] : amountsOf(field),
  );
}
