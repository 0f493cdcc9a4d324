// Shows a client of which every request goes through a proxy, and none around it. A proxy's agent sends a request once:
// RetryAgent, got and other agents that try again must not be used, because an auth that is sent twice may pay twice.
//   PAYOUT_PROXY=http://user:password@proxy.example:3128 node balance.ts
import { createMassPayoutClientFromEnv, isMassPayoutError } from "@iyzico-mass-payout/client";
import { ProxyAgent } from "undici"; // 7, which works with the fetch of Node 20 to 26.

const { PAYOUT_PROXY } = process.env;
// Without this check, a variable that is missing would send requests around the proxy.
if (PAYOUT_PROXY === undefined) throw new Error("PAYOUT_PROXY is required");

const dispatcher = new ProxyAgent({ uri: PAYOUT_PROXY, proxyTunnel: true });

const iyzico = createMassPayoutClientFromEnv({
  fetch: (request) => fetch(request, { dispatcher } as RequestInit),
});

try {
  // The headers of a successful answer, such as an id that the proxy sets.
  const { data, response } = await iyzico.balance().withResponse();
  console.log(JSON.stringify({ balance: data, via: response.headers.get("via") }));
} catch (error) {
  if (!isMassPayoutError(error)) throw error;
  // Through a fetch, an attempt without an answer has the outcome "unknown", also if the proxy could not be reached: `pay`
  // waits such an init or auth out. The message names neither the proxy nor its password.
  console.error(JSON.stringify({ code: error.code, outcome: error.outcome, message: error.message }));
  process.exitCode = 1;
} finally {
  await dispatcher.close();
}
