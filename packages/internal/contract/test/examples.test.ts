import { describeItemStatus, describePayoutStatus, isMassPayoutError } from "@iyzico-mass-payout/client";
import { massPayoutItemStatuses, massPayoutStatuses } from "@iyzico-mass-payout/types";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createClientForExample, createRawClientForExample } from "./clients.ts";
import { type Answer, initRequestOf, type Operation, operations, unchecked } from "./operations.ts";

const examplesOf = ({ description }: Operation, code: "200" | "401") =>
  Object.entries(description.responses[code].content["application/json"].examples).map(
    ([name, { value }]): [string, Answer] => [name, value],
  );
const successesOf = (operation: Operation) =>
  examplesOf(operation, "200").filter(([, { status }]) => status === "success");
const failuresOf = (operation: Operation) =>
  examplesOf(operation, "200").filter(([, { status }]) => status !== "success");

test("every operation of the document is tested", () => {
  const documented = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(Object.values(operations).map(({ description }) => description)).toEqual(expect.arrayContaining(documented));
});

test.each<[keyof typeof operations, string[]]>([
  ["init", ["received", "someItemsRejected", "everyItemRejected"]],
  ["auth", ["authorised"]],
  ["cancel", ["cancelled"]],
  [
    "retrieve",
    [
      "publishedToQueue",
      "allSucceeded",
      "partlyFailed",
      "onlyInvalidItems",
      "cancelled",
      "insufficientBalance",
      "emptyPage",
      "pagingInsideItems",
      "futureStatuses",
      "javaForm",
    ],
  ],
  ["item", ["waitingForAuth", "paid", "failed", "refunded", "notRefunded", "futureStatus", "javaForm"]],
  ["balance", ["available"]],
])("%s has every example that users rely on", (name, names) => {
  const examples = examplesOf(operations[name] as Operation, "200").map(([example]) => example);
  expect(examples).toEqual(expect.arrayContaining([...names, "failure", "limitExceeded"]));
  expect(examples[0]).toBe(names[0]);
});

describe.each(Object.entries(operations))("%s", (name, operation) => {
  describe.each(successesOf(operation))("the success %s", (example, answer) => {
    test("is the result of the client, with every field", async () => {
      expect(await operation.call(createClientForExample(example))).toEqual(operation.resultOf(answer));
    });

    test("is the data of openapi-fetch, unchanged", async () => {
      const { data, error, response } = await operation.callRaw(createRawClientForExample(example));
      expect(response.status).toBe(200);
      expect(error).toBeUndefined();
      expect(data).toEqual(answer);
    });
  });

  describe.each(failuresOf(operation))("the failure %s, which comes with HTTP 200,", (example, answer) => {
    test("is a typed error of the client", async () => {
      const error = await operation.call(createClientForExample(example)).catch((reason: unknown) => reason);
      expect(isMassPayoutError(error)).toBe(true);
      expect(error).toMatchObject({
        operation: name,
        httpStatus: 200,
        errorCode: answer["errorCode"] === undefined ? undefined : String(answer["errorCode"]),
        vendorMessage: answer["errorMessage"],
      });
    });

    test("is in the data of openapi-fetch", async () => {
      const { data, error } = await operation.callRaw(createRawClientForExample(example));
      expect(error).toBeUndefined();
      expect(data).toEqual(answer);
    });
  });

  describe.each(examplesOf(operation, "401"))("%s with HTTP 401", (example, answer) => {
    test("is an authentication failure of the client", async () => {
      await expect(operation.call(createClientForExample(example, 401))).rejects.toMatchObject({
        operation: name,
        code: "authentication_failed",
        outcome: "rejected",
        httpStatus: 401,
        errorCode: "5",
      });
    });

    test("is the error of openapi-fetch", async () => {
      const { data, error } = await operation.callRaw(createRawClientForExample(example, 401));
      expect(data).toBeUndefined();
      expect(error).toEqual(answer);
    });
  });

  test.each([
    ["limitExceeded", "rate_limited", "rejected"],
    ["invalidSignature", "authentication_failed", "rejected"],
    ["unknownCredentials", "authentication_failed", "rejected"],
    ["productNotEnabled", "product_not_enabled", "rejected"],
    ["failure", "request_rejected", "rejected"],
    ["failureWithoutCode", "request_rejected", "unknown"],
    ["systemError", "service_error", "unknown"],
  ])("%s has the code %s and the outcome %s", async (example, code, outcome) => {
    await expect(operation.call(createClientForExample(example))).rejects.toMatchObject({ code, outcome });
  });
});

describe("the documented requests of init", () => {
  const { examples } = document.paths["/v1/mass/payout/init"].post.requestBody.content["application/json"];

  test.each(Object.entries(examples))("%s is accepted from both clients", async (_, { value }) => {
    const body = value as Parameters<typeof initRequestOf>[0];
    const raw = await createRawClientForExample("received").POST("/v1/mass/payout/init", {
      params: { query: { locale: "tr" } },
      body,
    });
    expect(raw.data).toMatchObject({ status: "success" });
    const { requestId } = await createClientForExample("received").init(initRequestOf(body), unchecked);
    expect(requestId).toBe("79cdefc1-3ce6-4f51-bdd9-0c050274db64");
  });
});

describe("statuses", () => {
  const retrieve = operations["retrieve"] as Operation;
  const item = operations["item"] as Operation;
  /** The first example that contains a field with this value. */
  const findExample = (operation: Operation, field: string, value: string) =>
    successesOf(operation).find(([, answer]) => JSON.stringify(answer).includes(`"${field}":"${value}"`))?.[0] ?? "";
  const page = { requestId: "1", page: 0, size: 40 };

  // A status without a known meaning has no example either.
  const known = (statuses: readonly string[], describeStatus: typeof describeItemStatus) =>
    statuses.filter((status) => describeStatus(status).state !== "unknown");

  test.each(known(massPayoutStatuses, describePayoutStatus))("a payout with status %s keeps it", async (status) => {
    const { massPayout } = await createClientForExample(findExample(retrieve, "massPayoutStatus", status)).retrieve(
      page,
    );
    expect(massPayout.massPayoutStatus).toBe(status);
  });

  test.each(known(massPayoutItemStatuses, describeItemStatus))(
    "an item with status %s keeps it in retrieve and in item",
    async (status) => {
      const { items } = await createClientForExample(findExample(retrieve, "itemStatus", status)).retrieve(page);
      expect(items.map(({ itemStatus }) => itemStatus)).toContain(status);
      const { itemStatus } = await createClientForExample(findExample(item, "itemStatus", status)).item("1");
      expect(itemStatus).toBe(status);
    },
  );

  test("that the document does not list are unchanged, and their state is unknown", async () => {
    const { massPayout, items } = await createClientForExample("futureStatuses").retrieve(page);
    expect(describePayoutStatus(massPayout.massPayoutStatus)).toMatchObject({ state: "unknown", isFinal: false });
    expect(items.map(({ itemStatus }) => describeItemStatus(itemStatus).state)).toEqual(["paid", "unknown"]);
    const { itemStatus } = await createClientForExample("futureStatus").item("1");
    expect(describeItemStatus(itemStatus)).toMatchObject({ state: "unknown", isFinal: false });
  });
});
