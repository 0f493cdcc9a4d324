// A process that authorises a payout, for tests that stop it: node writing-process.ts URL START_WITHIN_MS. It prints "signing",
// signs when it is given a line, and prints the code and the outcome of its error, if there is one.
import { once } from "node:events";
import { createSigner } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient, isMassPayoutError } from "@iyzico-mass-payout/client";

const [, , baseUrl = "", startWithinMs = ""] = process.argv;
const own = createSigner({ apiKey: "sandbox-key", secretKey: "sandbox-secret" });
const signer: typeof own = {
  async sign(request) {
    console.log("signing");
    await once(process.stdin, "data");
    process.stdin.destroy();
    return own.sign(request);
  },
};
try {
  await createMassPayoutClient({ signer, baseUrl }).auth("r-1", { startWithinMs: Number(startWithinMs) });
  console.log("sent");
} catch (error) {
  if (!isMassPayoutError(error)) throw error;
  console.log(`${error.code} ${error.outcome}`);
}
