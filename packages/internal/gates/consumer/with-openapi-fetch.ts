// A typical program with openapi-fetch and the generated types. The number of types that its check instantiates has a budget.
import { iyzwsv2 } from "@iyzico-mass-payout/auth";
import type { paths } from "@iyzico-mass-payout/types";
import createClient from "openapi-fetch";

const client = createClient<paths>({ baseUrl: "https://sandbox-api.iyzipay.com" });
client.use(iyzwsv2({ apiKey: "sandbox-key", secretKey: "sandbox-secret" }));
const params = { query: { locale: "en" } } as const;

const { data: page } = await client.POST("/v1/mass/payout/retrieve", {
  params,
  body: { externalMassPayoutId: "salaries-2026-11", page: 0, size: 40 },
});
if (page?.status === "success") console.log(page.massPayout?.massPayoutStatus);

const { data: balance } = await client.GET("/v1/mass/payout/balance", { params });
if (balance?.status === "success") console.log(balance.balance);
