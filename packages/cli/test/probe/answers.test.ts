import { compareAmounts } from "@iyzico-mass-payout/client";
import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { only, paidBy, probeMerchant } from "../support/probed-merchant.ts";
import type { RelayedRequest } from "../support/relay.ts";

// Answers are changed at will.
// biome-ignore lint/suspicious/noExplicitAny: any JSON
type Change = (answer: any, request: RelayedRequest) => any;

const failure = { status: "failure", errorCode: "11", errorMessage: "Geçersiz istek" };
const isInit = ({ target }: RelayedRequest) => target.includes("/init?");
const isRetrieve = ({ target }: RelayedRequest) => target.includes("/retrieve?");
const isBalance = ({ target }: RelayedRequest) => target.includes("/balance");
const isAuth = ({ target }: RelayedRequest) => target.includes("/auth");
const isCancel = ({ target }: RelayedRequest) => target.includes("/cancel/");
const isDemanded =
  (when: (request: RelayedRequest) => boolean): Change =>
  (answer, request) =>
    when(request) ? failure : answer;
const changePayout =
  (change: (answer: Parameters<Change>[0]) => void): Change =>
  (answer, request) => {
    if (isRetrieve(request) && answer.massPayout !== undefined) change(answer);
    return answer;
  };
const byLanguage =
  (isEnglish: (request: RelayedRequest) => boolean): Change =>
  (answer, request) =>
    answer.status === "failure" ? { ...answer, errorMessage: isEnglish(request) ? "not found" : "bulunamadı" } : answer;
const inQuery = ({ target }: RelayedRequest) => target.includes("locale=en");
const inBody = ({ body }: RelayedRequest) => body.includes('"locale":"en"');

/** What a vendor changes, and what the probe then says of which question. */
const cases: readonly [experiment: string, said: string, change: Change, options?: SimulatorOptions][] = [
  ["signed-query", "open: not-enabled", () => ({ status: "failure", errorCode: "2000" })],
  [
    "signed-query",
    "answered: either",
    (answer, request) => (isBalance(request) ? { status: "success", balance: "1" } : answer),
  ],
  ["random-header", "answered: required", isDemanded(({ headers }) => headers["x-iyzi-rnd"] === undefined)],
  ["random-header", "answered: read-if-sent", isDemanded(({ headers }) => headers["x-iyzi-rnd"] === "123456789")],
  ["locale", "answered: body", byLanguage(inBody)],
  ["locale", "answered: query-or-body", byLanguage((request) => inQuery(request) || inBody(request))],
  ["locale", "answered: query", byLanguage(inQuery)],
  ["locale", "open: same-message", byLanguage(() => true)],
  ["locale", "open: no-message", (answer) => ({ ...answer, errorMessage: undefined })],
  [
    "balance-currency",
    "answered: named-currency",
    (answer, request) => (isBalance(request) ? { ...answer, currency: "TRY" } : answer),
  ],
  [
    "balance-currency",
    "answered: several-balances",
    (answer, request) => (isBalance(request) ? { ...answer, balance: [] } : answer),
  ],
  [
    "paging-place",
    "answered: both-places",
    changePayout((answer) => Object.assign(answer.massPayoutItems, { total: 1 })),
  ],
  ["paging-place", "answered: missing", changePayout((answer) => delete answer.total)],
  [
    "first-page",
    "answered: from-1",
    (answer, { body }) => {
      if (answer.massPayout === undefined || !/"page":[01]/.test(body)) return answer;
      return { ...answer, massPayoutItems: { items: body.includes('"page":1') ? [{ itemExternalId: "1" }] : [] } };
    },
  ],
  ["merchant-id", "answered: missing", changePayout((answer) => delete answer.massPayout.merchantId)],
  [
    "missing-fields",
    "answered: some-missing",
    changePayout((answer) => Object.assign(answer.massPayout, { currency: null })),
  ],
  [
    "account-shown",
    "answered: missing",
    changePayout((answer) =>
      answer.massPayoutItems.items.map((item: object) => Object.assign(item, { recipientInfo: null })),
    ),
  ],
  [
    "account-shown",
    "answered: otherwise",
    changePayout((answer) =>
      answer.massPayoutItems.items.map((item: object) => Object.assign(item, { recipientInfo: "TR0" })),
    ),
  ],
  [
    "total-amount",
    "open: unreadable",
    changePayout((answer) =>
      answer.massPayoutItems.items.map((item: object) => Object.assign(item, { totalAmount: "all" })),
    ),
  ],
  [
    "total-amount",
    "open: unreadable",
    changePayout((answer) =>
      answer.massPayoutItems.items.map((item: object) => Object.assign(item, { totalAmount: 77, commissionAmount: 2 })),
    ),
  ],
  ["total-amount", "answered: amount", (answer) => answer, { commissionOf: () => "0.10" }],
  [
    "dates",
    "open: not-seen",
    changePayout((answer) =>
      Object.keys(answer.massPayout)
        .filter((key) => key.endsWith("Date"))
        .map((key) => delete answer.massPayout[key]),
    ),
  ],
  [
    "dates",
    "answered: there",
    changePayout(({ massPayout }) => {
      if (massPayout.massPayoutStatus === "CANCELED") massPayout.canceledDate = "2026-11-26";
    }),
  ],
  [
    "reference-code",
    "answered: missing",
    changePayout((answer) =>
      answer.massPayoutItems.items.map((item: object) => Object.assign(item, { referenceCode: null })),
    ),
  ],
  [
    "reference-code",
    "open: failed",
    (answer, { target }) => (target.includes("/items/") ? { status: "failure", errorCode: "2000" } : answer),
  ],
  ["reference-code", "answered: placeholder", isDemanded(({ target }) => target.includes("/items/"))],
  [
    "empty-invalid-listing",
    "answered: listed",
    (answer, { body }) => (body.includes("INVALID") ? { ...answer, massPayoutItems: { items: [{}] } } : answer),
  ],
  [
    "external-id",
    "answered: no",
    isDemanded((request) => isRetrieve(request) && request.body.includes("externalMassPayoutId")),
  ],
  ["external-id", "answered: yes", changePayout((answer) => delete answer.massPayout.externalId)],
  ["external-id", "open: not-found", isDemanded(isRetrieve)],
  ["external-id", "open: no-payout", isDemanded(isInit)],
  ["item-faults", "answered: whole-init", isDemanded((request) => isInit(request) && request.body.includes("},{"))],
  ["item-faults", "open: control-failed", isDemanded(isInit)],
  ["item-faults", "answered: only-item", (answer) => ({ ...answer, invalidItems: undefined })],
  [
    "item-faults",
    "answered: accepted",
    (answer) =>
      JSON.parse(
        JSON.stringify({ ...answer, invalidItems: undefined }).replaceAll(
          '"itemStatus":"INVALID"',
          '"itemStatus":"INIT"',
        ),
      ),
  ],
  [
    "item-faults",
    "answered: some-each",
    isDemanded((request) => isInit(request) && request.body.includes('"value":0,')),
  ],
  ["item-type", "open: nothing-rejected", (answer) => ({ ...answer, invalidItems: undefined })],
  [
    "item-type",
    "answered: required",
    isDemanded((request) => isRetrieve(request) && !request.body.includes("itemType")),
  ],
  [
    "item-type",
    "answered: lists-valid",
    (answer, { body }) =>
      answer.total === 2 && !body.includes("itemType")
        ? { ...answer, massPayoutItems: { items: answer.massPayoutItems.items.slice(0, 1) } }
        : answer,
  ],
  ["item-type", "open: unreadable", isDemanded(({ body }) => body.includes('"itemType":"VALID"'))],
  [
    "item-errors",
    "answered: missing",
    (answer) => JSON.parse(JSON.stringify(answer).replaceAll("errorMessages", "faults")),
  ],
  [
    "item-errors",
    "answered: otherwise",
    (answer) => JSON.parse(JSON.stringify(answer).replace(/"errorMessages":\[[^\]]*\]/g, '"errorMessages":7')),
  ],
  ["all-rejected", "answered: whole-init", isDemanded((request) => isInit(request) && request.body.includes('"TR02'))],
  ["all-rejected", "open: control-failed", isDemanded(isInit)],
  ["all-rejected", "answered: success-without-id", (answer) => ({ ...answer, requestId: undefined })],
  ["all-rejected", "open: nothing-rejected", (answer) => ({ ...answer, invalidItems: undefined })],
  [
    "invalid-items",
    "answered: without-id",
    (answer) => (answer.invalidItems ? { ...answer, invalidItems: [{ errorCode: 5 }] } : answer),
  ],
  [
    "invalid-items",
    "answered: several-entries",
    (answer) =>
      answer.invalidItems ? { ...answer, invalidItems: [...answer.invalidItems, ...answer.invalidItems] } : answer,
  ],
  ["repeated-init", "open: no-payout", isDemanded(isInit)],
  [
    "second-cancel",
    "answered: both-succeed",
    (answer, request) => (isCancel(request) ? { status: "success" } : answer),
  ],
  [
    "second-cancel",
    "answered: unknown-succeeds",
    (answer, request) => (isCancel(request) && request.target.includes("00000000-") ? { status: "success" } : answer),
  ],
  ["second-cancel", "open: failed", isDemanded((request) => isCancel(request))],
  ["second-cancel", "open: no-payout", isDemanded(isInit)],
  ["content-type", "answered: required", isDemanded(({ headers }) => headers["content-type"] === undefined)],
  [
    "content-type",
    "answered: must-be-left-out",
    isDemanded((request) => isCancel(request) && request.headers["content-type"] !== undefined),
  ],
  [
    "repeated-item-id",
    "answered: both-rejected",
    isDemanded(
      (request) =>
        isInit(request) &&
        /"itemExternalId":"(probe-\w+-\d+)-\d+"/.exec(request.body)?.[1] !==
          /"externalId":"([^"]+)"/.exec(request.body)?.[1],
    ),
  ],
  ["two-ids", "open: no-payout", isDemanded(isInit)],
  [
    "two-ids",
    "answered: external-id-wins",
    (answer, { body }) => {
      const { requestId, externalMassPayoutId } = JSON.parse(body || "{}");
      if (requestId === undefined || externalMassPayoutId === undefined) return answer;
      return { status: "success", massPayout: { massPayoutStatus: "INIT", externalId: externalMassPayoutId } };
    },
  ],
  [
    "two-ids",
    "open: unreadable",
    (answer, { body }) =>
      body.includes("externalMassPayoutId") && body.includes("requestId")
        ? { status: "success", massPayout: { massPayoutStatus: "INIT" } }
        : answer,
  ],
  ["optional-fields", "open: control-failed", isDemanded(isInit)],
  [
    "optional-fields",
    "answered: none-accepted",
    isDemanded((request) => isInit(request) && !/conversationId.*purpose.*description/.test(request.body)),
  ],
  ["item-count", "answered: limited", isDemanded((request) => isInit(request) && request.body.length > 20_000)],
  [
    "page-size",
    "answered: rejected",
    isDemanded((request) => isRetrieve(request) && request.body.includes('"size":100,')),
  ],
  ["page-size", "open: no-payout", isDemanded(isInit)],
  [
    "auth-fields",
    "answered: more-fields",
    (answer, request) => (isAuth(request) ? { ...answer, externalMassPayoutId: "1" } : answer),
  ],
  ["auth-fields", "open: auth-failed", isDemanded(isAuth)],
  ["auth-fields", "open: no-payout", isDemanded(isInit)],
  ["auth-fields", "open: item-rejected", (answer) => answer, { outcomeOf: () => "rejected" }],
  [
    "balance-after-auth",
    "open: unreadable",
    (answer, request) => (isBalance(request) ? { ...answer, balance: "?" } : answer),
  ],
  [
    "balance-after-auth",
    "open: never-less",
    (answer, request) => (isBalance(request) ? { ...answer, balance: "50.00" } : answer),
  ],
  [
    "balance-in-flight",
    "open: not-seen",
    changePayout((answer) => {
      if (answer.massPayout.massPayoutStatus !== "INIT")
        for (const item of answer.massPayoutItems.items) item.itemStatus = "SUCCESS";
    }),
  ],
  [
    "status-after-auth",
    "open: still-init",
    changePayout((answer) => Object.assign(answer.massPayout, { massPayoutStatus: "INIT" })),
  ],
  ["rejected-in-completed", "open: nothing-rejected", (answer) => ({ ...answer, invalidItems: undefined })],
  ["rejected-in-completed", "open: auth-failed", isDemanded(isAuth)],
  [
    "rejected-in-completed",
    "open: not-paid",
    (answer) => answer,
    { outcomeOf: ({ recipientInfo }) => (recipientInfo.startsWith("TR02") ? "rejected" : "failed-refunded") },
  ],
  ["auth-without-items", "open: nothing-rejected", (answer) => ({ ...answer, invalidItems: undefined })],
  ["auth-without-items", "answered: accepted", (answer, request) => (isAuth(request) ? { status: "success" } : answer)],
  ["cancel-after-auth", "open: auth-failed", isDemanded(isAuth)],
  ["repeated-auth", "open: auth-failed", isDemanded(isAuth)],
  [
    "repeated-auth",
    "answered: rejected",
    // Only once it is authorised: before, an auth is not sent for an amount that cannot be read.
    changePayout((answer) => {
      if (answer.massPayout.massPayoutStatus === "INIT") return;
      for (const item of answer.massPayoutItems.items) item.commissionAmount = "free";
    }),
  ],
  [
    "repeated-auth",
    "open: unreadable",
    (answer, request) => (isBalance(request) ? { ...answer, balance: "x" } : answer),
  ],
  [
    "repeated-auth",
    "open: never-less",
    (answer, request) => (isBalance(request) ? { ...answer, balance: "50.00" } : answer),
  ],
  [
    "auth-above-balance",
    "answered: rejected",
    (answer, request) => (isAuth(request) ? failure : isBalance(request) ? { ...answer, balance: "0.50" } : answer),
  ],
  [
    "auth-above-balance",
    "answered: success-then-other",
    (answer, request) => (isBalance(request) ? { ...answer, balance: "0.50" } : answer),
  ],
  [
    "auth-above-balance",
    "open: unreadable",
    (answer, request) => (isBalance(request) ? { ...answer, balance: {} } : answer),
  ],
];

test.each(cases)("%s is %s", async (experiment, said, change, options) => {
  const { probe, changeAnswers, found } = await probeMerchant(options);
  await changeAnswers((answer, request) => JSON.stringify(change(JSON.parse(answer), request)));
  expect([0, 4]).toContain((await probe("--spend", "10.00", ...only(experiment))).exitCode);
  expect(found(experiment)).toBe(said);
});

describe("whatever is answered, the probe ends, pays no more than --spend, and records nothing suspicious", () => {
  const cheap = only(
    ...["random-header", "locale", "unknown-payout", "external-id", "item-faults", "all-rejected", "repeated-init"],
    ...[
      "second-cancel",
      "two-ids",
      "optional-fields",
      "auth-fields",
      "rejected-in-completed",
      "cancel-after-auth",
      "repeated-auth",
    ],
  );

  test.each([1, 2, 3, 4, 5, 6])("in the odd answers of seed %d", async (seed) => {
    const { probe, changeAnswers, simulator, run, record } = await probeMerchant({ repeatedAuth: "paid-again" });
    let state = seed * 7_919;
    const random = (limit: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * limit);
    };
    const values = [null, "x", 7, true, [], {}, "TR330006100519786457841326", "Deneme Masa"];
    let count = 0;
    await changeAnswers((answer) => {
      count += 1;
      // The first two tell how to sign: without them, nothing else is asked.
      if (count <= 2 || random(3) > 0) return answer;
      const whole = [
        "<html>Deneme Masa</html>",
        "{}",
        '{"status":"success"}',
        '{"status":"failure"}',
        "",
        answer.slice(0, -9),
      ];
      if (random(2) === 0) return whole[random(whole.length)] as string;
      const keys = [...answer.matchAll(/"(\w+)":("[^"]*"|[\d.]+)/g)];
      const [match = "", key = ""] = keys[random(keys.length)] ?? [];
      return answer.replace(match, `"${key}":${JSON.stringify(values[random(values.length)])}`);
    });
    const { exitCode } = await probe("--spend", "3.00", ...cheap);
    expect([0, 4]).toContain(exitCode);
    expect(compareAmounts(paidBy(simulator), "3.00")).toBeLessThanOrEqual(0);
    expect(await run(["probe", "check", record])).toMatchObject({ exitCode: 0, stdout: "" });
  });
});
