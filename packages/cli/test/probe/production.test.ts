import { createSimulator } from "@iyzico-mass-payout/simulator";
import { expect, test } from "vitest";
import { isIban } from "../../src/probe/recording/account-forms.ts";
import { createInstantClock } from "../support/instant-clock.ts";
import { sitAtTerminal } from "../support/person.ts";
import { probeMerchant } from "../support/probed-merchant.ts";
import { keys, runCli } from "../support/run-cli.ts";

const own = "TR809999900000000000000001";
const recipient = ["--recipient", `IBAN:${own}`, "--name", "Own Company"];
const question = "Type api.iyzipay.com to go on: ";

/** A merchant at production: what is sent there arrives at the simulator. */
async function probeProduction() {
  const { folder, record } = await probeMerchant();
  const clock = createInstantClock();
  const simulator = createSimulator({
    credentials: { apiKey: keys.IYZICO_API_KEY, secretKey: keys.IYZICO_SECRET_KEY },
    clock: { now: clock.now },
    outcomeOf: ({ recipientInfo }) => (isIban(recipientInfo) ? "paid" : "rejected"),
  });
  const orders: { recipientInfo: string; recipientName?: string }[] = [];
  const fetch = async (request: Request) => {
    if (request.url.includes("/init")) orders.push(...(JSON.parse(await request.clone().text()).items ?? []));
    return simulator.fetch(request);
  };
  const environment = { ...keys, LANG: "en_US.UTF-8", IYZICO_BASE_URL: "https://api.iyzipay.com" };
  return {
    simulator,
    folder,
    orders,
    probe: (person: ReturnType<typeof sitAtTerminal> | undefined, ...args: string[]) =>
      runCli(["probe", "--record", record, ...args], environment, { clock, fetch, ...(person && { person }) }),
  };
}

test.each([
  ["without --production", recipient, "--production is required. Nothing was sent."],
  ["without a recipient", ["--production"], "--production requires --recipient TYPE:VALUE and --name NAME"],
  ["without a terminal", ["--production", ...recipient], "must be confirmed at a terminal. Nothing was sent."],
])("production is not probed %s", async (_, args, message) => {
  const { probe, simulator } = await probeProduction();
  const { exitCode, stderr } = await probe(undefined, ...args);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(simulator.history).toEqual([]);
});

test.each(["y", "", "sandbox-api.iyzipay.com"])("production is not probed if %j is typed", async (typed) => {
  const { probe, simulator } = await probeProduction();
  const { exitCode, stderr } = await probe(sitAtTerminal([[question, typed]]), "--production", ...recipient);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("Something else was typed. Nothing was sent.")]);
  expect(simulator.history).toEqual([]);
});

test("--production is refused for an address that is not production", async () => {
  const { probe, simulator } = await probeMerchant();
  const { exitCode, stderr } = await probe("--production", ...recipient);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("the address is not production")]);
  expect(simulator.history).toEqual([]);
});

test.each([
  ["PHONE", "+905321112233"],
  ["IDENTITY_NUMBER", "10000000146"],
  ["MEMBER_ID", "4711"],
])(
  "at production, a recipient by %s gets every item: no IBAN is built in",
  { timeout: 120_000 },
  async (type, value) => {
    const { probe, orders } = await probeProduction();
    const args = ["--production", "--spend", "1.00", "--recipient", `${type}:${value}`];
    const { stdout } = await probe(sitAtTerminal([[question, "api.iyzipay.com"]]), ...args);
    expect(stdout).toContain("needs an own IBAN");
    expect(new Set(orders.map(({ recipientInfo }) => recipientInfo))).toEqual(new Set([value]));
  },
);

test("production is probed once its host is typed, for no recipient but the own, and no auth is repeated", {
  timeout: 120_000,
}, async () => {
  const { probe, simulator, orders } = await probeProduction();
  const args = ["--production", "--spend", "1.00", ...recipient];
  const { exitCode, stderr, stdout } = await probe(sitAtTerminal([[question, "api.iyzipay.com"]]), ...args);
  expect(exitCode).toBe(0);
  expect(stderr).toContain("PRODUCTION · api.iyzipay.com: real money");
  expect(stdout).toContain("not at production");
  expect(orders.length).toBeGreaterThan(10);
  // The own account, or one with wrong check digits, which no bank can have.
  const others = new Set(orders.map(({ recipientInfo }) => recipientInfo).filter((info) => info !== own));
  expect([...others].map((info) => [isIban(info), info.slice(4)])).toEqual([[false, own.slice(4)]]);
  expect(new Set(orders.map(({ recipientName }) => recipientName))).toEqual(new Set(["Own Company", undefined]));
  for (const { auths } of simulator.payouts) expect(auths).toBeLessThanOrEqual(1);
});
