import { describeFailures, isUnclear, textAt } from "../answer.js";
import { SeriesStopped } from "../lab.js";
import type { Series } from "../series.js";
import { unknownId } from "./unknown-ids.js";

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
    const leaveOpen = (reason: "not-enabled" | "not-signed" | "failed" | "unclear") =>
      lab.leaveOpen("signed-query", reason, both, describeFailures(...both));
    const isPath = path.isSuccess;
    if (isPath || pathAndQuery.isSuccess) {
      if (!(isPath && pathAndQuery.isSuccess)) lab.signedTarget = isPath ? "path" : "path-and-query";
      if (both.some(isUnclear)) return leaveOpen("unclear");
      const code = isPath && pathAndQuery.isSuccess ? "either" : isPath ? "left-out" : "signed";
      return lab.find("signed-query", code, both, describeFailures(...both));
    }
    const isNotEnabled = both.some(({ errorCode }) => errorCode === "2000");
    const reason = isNotEnabled
      ? "not-enabled"
      : both.every((answer) => answer.isUnauthenticated)
        ? "not-signed"
        : "failed";
    leaveOpen(reason);
    throw new SeriesStopped(reason);
  },
};

/** The header of the older scheme, and a signature that is used twice. Reads only. */
export const headers: Series = {
  id: "headers",
  experiments: ["random-header", "used-random-key"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const request = { method: "GET", path: "/v1/mass/payout/balance" } as const;
    const signed = await lab.sign(request);
    const first = await lab.call({ ...request, signed });
    const second = await lab.call({ ...request, signed });
    if (!first.isSuccess) lab.leaveOpen("used-random-key", "failed", [first], describeFailures(first));
    else if (isUnclear(second)) lab.leaveOpen("used-random-key", "unclear", [first, second], describeFailures(second));
    else
      lab.find(
        "used-random-key",
        second.isSuccess ? "accepted" : "rejected",
        [first, second],
        describeFailures(second),
      );

    const without = await lab.balance({ headers: { "x-iyzi-rnd": undefined } });
    const other = await lab.balance({ headers: { "x-iyzi-rnd": "123456789" } });
    const evidence = [first, without, other];
    const failed = describeFailures(without, other);
    if (!first.isSuccess) lab.leaveOpen("random-header", "control-failed", evidence, describeFailures(...evidence));
    else if (isUnclear(without) || isUnclear(other)) lab.leaveOpen("random-header", "unclear", evidence, failed);
    else {
      const code = without.isSuccess ? (other.isSuccess ? "not-read" : "read-if-sent") : "required";
      lab.find("random-header", code, evidence, failed);
    }
  },
};

/** The language of a failure: each way in both languages, and one of them twice. Reads only. */
export const locale: Series = {
  id: "locale",
  experiments: ["locale"],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const fields = { requestId: unknownId };
    const ask = (query: string, inBody?: string) =>
      lab.retrieve({ ...fields, ...(inBody !== undefined && { locale: inBody }) }, { query });
    const turkish = await ask("locale=tr");
    const english = await ask("locale=en");
    const again = await ask("locale=tr");
    const bodyTurkish = await ask("", "tr");
    const bodyEnglish = await ask("", "en");
    const queried = [turkish, english, again];
    const evidence = [...queried, bodyTurkish, bodyEnglish];
    const [tr, en, repeated, trInBody, enInBody] = evidence.map(({ body }) => textAt(body, "errorMessage"));
    const failed = describeFailures(...evidence);
    const isSameFailure = (answers: typeof evidence) =>
      answers.every(({ isRejected, errorCode }) => isRejected && errorCode === turkish.errorCode);
    if (queried.some(isUnclear)) return lab.leaveOpen("locale", "unclear", evidence, failed);
    if (tr === undefined || en === undefined) return lab.leaveOpen("locale", "no-message", evidence);
    // A message that differs by itself, such as by a number, says nothing of the language.
    if (!isSameFailure(queried) || tr !== repeated) return lab.leaveOpen("locale", "unreadable", evidence, failed);
    const isInQuery = tr !== en;
    const isInBody = isSameFailure([bodyTurkish, bodyEnglish]) && trInBody !== enInBody;
    if (isInBody && isInQuery) return lab.find("locale", "query-or-body", evidence, failed);
    if (isInBody) return lab.find("locale", "body", evidence, failed);
    return isInQuery
      ? lab.find("locale", "query", evidence, failed)
      : lab.leaveOpen("locale", "same-message", evidence, failed);
  },
};
