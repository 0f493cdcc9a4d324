import { expect, test } from "vitest";
import { withPlainSpaces } from "../support/run-cli.ts";
import { itemsOf, simulateMerchant } from "../support/simulated-merchant.ts";

async function simulateRefused() {
  const merchant = await simulateMerchant({ outcomeOf: () => "failed-refunded", commissionOf: () => "1.5" });
  const { requestId } = await merchant.iyzico.init({ externalId: "nov", items: itemsOf("nov", 1) });
  await merchant.iyzico.auth(requestId);
  const [item] = merchant.simulator.payouts[0]?.items ?? [];
  return { ...merchant, referenceCode: item?.referenceCode as string };
}

test("item prints what iyzico shows of an item, and what its status means", async () => {
  const { run, referenceCode } = await simulateRefused();
  const { exitCode, stdout } = await run(["item", referenceCode]);
  expect(exitCode).toBe(0);
  expect(withPlainSpaces(stdout)).toMatch(
    new RegExp(`^Item +nov-1
referenceCode +${referenceCode}
Account +MEMBER_ID …et-1
Description +November
Amount +TRY 10.50
Commission +TRY 1.50
Status +DEPOSIT_SUCCESS · refunded
iyzico's messages +.+

.+
$`),
  );
});

test("item --json has the account in full, and the state", async () => {
  const { run, referenceCode } = await simulateRefused();
  const { stdout } = await run(["item", referenceCode, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ recipientInfo: "member-secret-1", state: "refunded" });
});

test("item fails with 1 for a referenceCode that iyzico does not know", async () => {
  const { run } = await simulateMerchant();
  expect((await run(["item", "unknown"])).exitCode).toBe(1);
});

test("item prints several messages of iyzico below each other", async () => {
  const item = { itemStatus: "FAILED", errorMessages: ["one", "two"] };
  const { run } = await simulateMerchant({}, () => ({ status: "success", item }));
  expect((await run(["item", "r-1"])).stdout).toMatch(/iyzico's messages +one\n +two\n/);
});
