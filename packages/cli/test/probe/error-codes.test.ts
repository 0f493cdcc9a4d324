import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMassPayoutClient, isMassPayoutError } from "@iyzico-mass-payout/client";
import { expect, onTestFinished, test } from "vitest";
import { isDocumentedRejection } from "../../src/probe/answer.ts";

const codes = [
  ...Array.from({ length: 31 }, (_, code) => String(code)),
  ...["", "03", "999", "1000", "1001", "1002", "1006", "1007", "1008", "1009", "1010", "1999", "2000", "2001", "2004"],
  ...["2005", "2006", "2029", "2030", "2031", "50000", "100001", "C409"],
];

test("the probe takes the same codes as the client for a request that was not executed", async () => {
  let errorCode = "";
  const server = createServer((_, response) => void response.end(JSON.stringify({ status: "failure", errorCode })));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
  const iyzico = createMassPayoutClient({ credentials, baseUrl: `http://127.0.0.1:${port}`, rateLimit: false });
  for (errorCode of codes) {
    const error: unknown = await iyzico.cancel("dcb23456-7890-4bcc-8dcf-1234567890cb").catch((reason) => reason);
    if (!isMassPayoutError(error)) throw error;
    // Of a limit the client knows too that nothing was executed; to the probe it is an answer to no question.
    const isRejected = error.outcome === "rejected" && error.code !== "rate_limited";
    expect([errorCode, isDocumentedRejection(errorCode)]).toEqual([errorCode, isRejected]);
  }
});
