import { type Amount, compareAmounts, sumAmounts } from "@iyzico-mass-payout/client";
import type { AnswerCode, ExperimentId, SkipReason } from "../messages/probe.js";
import { type Answer, isDocumentedRejection, isUnclear, itemsOf, payoutStatusOf, textAt } from "./answer.js";
import { closePayout } from "./close-payout.js";
import { type Lab, SeriesStopped } from "./lab.js";
import type { LabParts } from "./lab-parts.js";
import { leftPayoutsOf } from "./left-payouts.js";
import { amountAt, balanceIn, description, isAsOrdered, itemLiteral, type MadePayout } from "./payout.js";
import type { Finding } from "./recording/recording.js";
import { createRequester, exchangesOf, type ProbeRequest } from "./requester.js";

const paths = {
  retrieve: "/v1/mass/payout/retrieve",
  init: "/v1/mass/payout/init",
  auth: "/v1/mass/payout/auth",
  cancel: "/v1/mass/payout/cancel",
  item: "/v1/mass/payout/retrieve/items",
  balance: "/v1/mass/payout/balance",
} as const;

/** Creates the lab of one series. Answers of earlier series are in the journal. */
export function createLab(parts: LabParts, series: string): Lab {
  const { journal, redactor, budget, clock, signal, recipient } = parts;
  const requester = createRequester(parts, series);
  const { sign, call, read } = requester;
  const made: MadePayout[] = [];
  const cancelled = new Set<string>();
  // Each id is followed by a step at least, so that none was given before.
  let ids = journal.events.length;
  redactor.allow(description);

  const lab: Lab = {
    unit: parts.unit,
    recipient,
    budget,
    clock,
    get signedTarget() {
      return requester.signedTarget;
    },
    set signedTarget(target) {
      requester.signedTarget = target;
    },
    call,
    sign,
    get exchanges() {
      return exchangesOf(journal);
    },
    async retrieve(fields, request) {
      const body = JSON.stringify({ page: 0, size: 40, ...fields });
      const answer = await read({ method: "POST", path: paths.retrieve, body, ...request });
      noteCommissions(answer);
      return answer;
    },
    async retrieveShown(fields) {
      for (const pauseMs of [2_000, 5_000, 15_000, 30_000]) {
        const shown = await lab.retrieve(fields);
        if (payoutStatusOf(shown) !== undefined || isUnclear(shown)) return shown;
        await lab.sleep(pauseMs);
      }
      return lab.retrieve(fields);
    },
    item: (referenceCode) => read({ method: "GET", path: `${paths.item}/${segmentOf(referenceCode)}` }),
    balance: (request) => read({ method: "GET", path: paths.balance, ...request }),
    nextId() {
      ids += 1;
      return `probe-${parts.runId}-${ids}`;
    },
    async init(items, { externalId = lab.nextId(), fields = {} } = {}) {
      const ordered = items.map(({ itemExternalId, amount }, index) => ({
        itemExternalId: itemExternalId ?? `${externalId}-${index + 1}`,
        amount,
      }));
      const literals = items.map((item, index) =>
        itemLiteral(item, ordered[index]?.itemExternalId as string, recipient, redactor),
      );
      const head = JSON.stringify({ externalId, conversationId: externalId, purpose: "SETTLEMENT", ...fields });
      const body = `${head.slice(0, -1)},"items":[${literals.join(",")}]}`;
      const init = journal.events.filter(({ type }) => type === "init").length + 1;
      journal.append({ type: "init", series, init, externalId });
      // The id of the payout is stored before everything else that was answered.
      const answer = await call({ method: "POST", path: paths.init, body }, (first) => {
        const requestId = requestIdOf(first);
        if (requestId !== undefined) journal.append({ type: "payout", init, requestId });
      });
      const payout: MadePayout = { init, externalId, requestId: requestIdOf(answer), items: ordered, answer };
      made.push(payout);
      if (payout.requestId === undefined && isDocumentedRejection(answer.errorCode) && answer.isRejected)
        journal.append({ type: "init-rejected", init });
      return payout;
    },
    async auth(payout, { times = 1, sameSignature = false } = {}) {
      const { requestId, init } = payout;
      if (requestId === undefined) throw new SeriesStopped("no-payout");
      const shown = await lab.retrieveShown({ requestId });
      const commissions = itemsOf(shown).map((item) => amountAt(item, "commissionAmount"));
      if (!isAsOrdered(shown, payout) || commissions.includes(undefined)) throw new SeriesStopped("not-as-ordered");
      // Every init of the series counts, also one that was rejected, and one that was sent twice counts twice.
      const amounts = made.flatMap((each) => each.items.map(({ amount }) => amount));
      const request: ProbeRequest = { method: "POST", path: paths.auth, body: JSON.stringify({ requestId }) };
      const signed = sameSignature ? await sign(request) : undefined;
      const results: Answer[] = [];
      for (let time = 0; time < times; time += 1) {
        // What the first one costs may be shown only now.
        if (time > 0) await lab.retrieve({ requestId });
        const balance = balanceIn(await lab.balance());
        if (balance !== undefined && budget.isExceededAt(balance)) throw new SeriesStopped("cost-more");
        const cost = budget.costOf(amounts, commissions as Amount[]);
        if (!budget.covers(sumAmounts(Array.from({ length: times - time }, () => cost))))
          throw new SeriesStopped(time === 0 ? "over-spend" : "cost-more");
        journal.append({ type: "auth", series, init, amounts, cost, ...(balance !== undefined && { balance }) });
        results.push(await call({ ...request, ...(signed && { signed }) }));
      }
      return results;
    },
    async cancel(requestId, request) {
      const answer = await call({
        method: "POST",
        path: `${paths.cancel}/${segmentOf(requestId)}`,
        ...request,
      });
      if (answer.isSuccess) cancelled.add(requestId);
      return answer;
    },
    sleep: (milliseconds) => clock.sleep(milliseconds, signal),
    find: (experiment, answer, evidence, detail) => note("answered", experiment, answer, evidence, detail),
    leaveOpen: (experiment, reason, evidence, detail) => note("open", experiment, reason, evidence, detail),
    async close() {
      for (const payout of leftPayoutsOf(journal.events, series)) {
        if (payout.status !== undefined) continue;
        const answer = made.find(({ init }) => init === payout.init)?.answer;
        await closePayout(lab, journal, payout, { answer, isCancelledAlready: cancelled.has(payout.requestId ?? "") });
      }
    },
  };

  /** Stores a commission that is larger than those that were shown before, once the series may have sent an auth. */
  function noteCommissions(answer: Answer) {
    if (!journal.events.some((event) => event.type === "auth" && event.series === series)) return;
    for (const item of itemsOf(answer)) {
      const amount = amountAt(item, "commissionAmount") ?? "0";
      const known = journal.events.findLast((event) => event.type === "commission")?.amount ?? "0";
      if (compareAmounts(amount, known) > 0) journal.append({ type: "commission", amount });
    }
  }

  function note(
    status: Finding["status"],
    experiment: ExperimentId,
    answer: AnswerCode | SkipReason,
    evidence: readonly Answer[],
    detail: string | undefined,
  ) {
    const ids = [...new Set(evidence.map(({ id }) => id))];
    // What an answer has in the place of an amount may be anything.
    const said = detail?.replace(/\d+(\.\d+)?/g, (digits) => redactor.amount(digits));
    const finding: Finding = { experiment, status, answer, ...(said !== undefined && { detail: said }), evidence: ids };
    journal.append({ type: "finding", finding });
  }

  return lab;
}

function requestIdOf({ body }: Answer): string | undefined {
  return textAt(body, "requestId");
}

/** An id in a path. JSON may have half of a pair of surrogates, which no URL has. */
function segmentOf(id: string): string {
  return encodeURIComponent(id.replace(/\p{Cs}/gu, "\ufffd"));
}
