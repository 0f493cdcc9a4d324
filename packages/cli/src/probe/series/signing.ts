import { type Answer, describeFailure, textAt } from "../answer.js";
import { SeriesStopped } from "../lab.js";
import type { Series } from "../series.js";

/** Decides what every other series signs. Reads only. */
export const signature: Series = {
  id: "signature",
  experiments: ["signed-query"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const path = await lab.balance({ signedTarget: "path" });
    const pathAndQuery = await lab.balance({ signedTarget: "path-and-query" });
    const both = [path, pathAndQuery];
    if (both.some(({ errorCode }) => errorCode === "2000")) {
      lab.leaveOpen("signed-query", "not-enabled", both);
      throw new SeriesStopped("not-enabled");
    }
    const [isPath, isQuery] = both.map(({ isSuccess }) => isSuccess);
    if (!isPath && !isQuery) {
      lab.leaveOpen("signed-query", "not-signed", both, both.map(describeFailure).join(" · "));
      throw new SeriesStopped("not-signed");
    }
    if (isPath !== isQuery) lab.signedTarget = isPath ? "path" : "path-and-query";
    lab.find("signed-query", isPath && isQuery ? "either" : isPath ? "left-out" : "signed", both);
  },
};

/** The header of the older scheme, and a signature that is used twice. Reads only. */
export const headers: Series = {
  id: "headers",
  experiments: ["random-header", "used-random-key"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const without = await lab.balance({ headers: { "x-iyzi-rnd": undefined } });
    const other = await lab.balance({ headers: { "x-iyzi-rnd": "123456789" } });
    const code = without.isSuccess ? (other.isSuccess ? "not-read" : "read-if-sent") : "required";
    lab.find("random-header", code, [without, other], failures(without, other));

    const request = { method: "GET", path: "/v1/mass/payout/balance" } as const;
    const signed = await lab.sign(request);
    const first = await lab.call({ ...request, signed });
    const second = await lab.call({ ...request, signed });
    if (!first.isSuccess) lab.leaveOpen("used-random-key", "failed", [first], describeFailure(first));
    else lab.find("used-random-key", second.isSuccess ? "accepted" : "rejected", [first, second], failures(second));
  },
};

/** The language of a failure. Reads only. */
export const locale: Series = {
  id: "locale",
  experiments: ["locale"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const fields = { requestId: "00000000-0000-4000-8000-000000000000" };
    const turkish = await lab.retrieve(fields, { query: "locale=tr" });
    const english = await lab.retrieve(fields, { query: "locale=en" });
    const inBody = await lab.retrieve({ ...fields, locale: "en" }, { query: "" });
    const evidence = [turkish, english, inBody];
    const [tr, en, body] = evidence.map(({ body: answer }) => textAt(answer, "errorMessage"));
    if (tr === undefined || en === undefined) lab.leaveOpen("locale", "no-message", evidence);
    else if (tr !== en) lab.find("locale", body === en ? "query-or-body" : "query", evidence, failures(inBody));
    else if (body !== undefined && body !== tr && !inBody.isUnauthenticated) lab.find("locale", "body", evidence);
    else lab.leaveOpen("locale", "same-message", evidence, failures(inBody));
  },
};

function failures(...answers: readonly Answer[]): string | undefined {
  const failed = answers.filter(({ isSuccess }) => !isSuccess).map(describeFailure);
  return failed.length === 0 ? undefined : failed.join(" · ");
}
