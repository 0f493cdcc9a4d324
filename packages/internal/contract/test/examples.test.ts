import { describeItemStatus, describePayoutStatus, isMassPayoutError } from "@iyzico-mass-payout/client";
import { massPayoutItemStatuses, massPayoutStatuses } from "@iyzico-mass-payout/types";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { clientAskingFor, rawClientAskingFor } from "./clients.ts";
import { type Answer, initRequestOf, type Operation, operations, unchecked } from "./operations.ts";

const answersOf = ({ description }: Operation, code: "200" | "401") =>
  Object.entries(description.responses[code].content["application/json"].examples).map(
    ([name, { value }]): [string, Answer] => [name, value],
  );
const successesOf = (operation: Operation) =>
  answersOf(operation, "200").filter(([, { status }]) => status === "success");
const failuresOf = (operation: Operation) =>
  answersOf(operation, "200").filter(([, { status }]) => status !== "success");

test("every operation of the document is here", () => {
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
  const examples = answersOf(operations[name] as Operation, "200").map(([example]) => example);
  expect(examples).toEqual(expect.arrayContaining([...names, "failure", "limitExceeded"]));
  expect(examples[0]).toBe(names[0]);
});

describe.each(Object.entries(operations))("%s", (name, operation) => {
  describe.each(successesOf(operation))("the success %s", (example, answer) => {
    test("arrives through the client with every field that was sent", async () => {
      expect(await operation.ask(clientAskingFor(example))).toEqual(operation.resultOf(answer));
    });

    test("arrives through openapi-fetch as it stands in the document", async () => {
      const { data, error, response } = await operation.askRaw(rawClientAskingFor(example));
      expect(response.status).toBe(200);
      expect(error).toBeUndefined();
      expect(data).toEqual(answer);
    });
  });

  describe.each(failuresOf(operation))("the failure %s, which comes with HTTP 200,", (example, answer) => {
    test("is a typed error of the client", async () => {
      const error = await operation.ask(clientAskingFor(example)).catch((reason: unknown) => reason);
      expect(isMassPayoutError(error)).toBe(true);
      expect(error).toMatchObject({
        operation: name,
        httpStatus: 200,
        errorCode: answer["errorCode"] === undefined ? undefined : String(answer["errorCode"]),
        vendorMessage: answer["errorMessage"],
      });
    });

    test("is in the data of openapi-fetch", async () => {
      const { data, error } = await operation.askRaw(rawClientAskingFor(example));
      expect(error).toBeUndefined();
      expect(data).toEqual(answer);
    });
  });

  describe.each(answersOf(operation, "401"))("%s with HTTP 401", (example, answer) => {
    test("is an authentication failure of the client", async () => {
      await expect(operation.ask(clientAskingFor(example, 401))).rejects.toMatchObject({
        operation: name,
        code: "authentication_failed",
        outcome: "rejected",
        httpStatus: 401,
        errorCode: "5",
      });
    });

    test("is the error of openapi-fetch", async () => {
      const { data, error } = await operation.askRaw(rawClientAskingFor(example, 401));
      expect(data).toBeUndefined();
      expect(error).toEqual(answer);
    });
  });

  test.each([
    ["limitExceeded", "rate_limited", "rejected"],
    ["invalidSignature", "authentication_failed", "rejected"],
    ["unknownCredentials", "authentication_failed", "rejected"],
    ["productNotEnabled", "product_not_enabled", "rejected"],
    ["failure", "refused", "rejected"],
    ["failureWithoutCode", "refused", "unknown"],
    ["systemError", "service_error", "unknown"],
  ])("%s has the code %s and the outcome %s", async (example, code, outcome) => {
    await expect(operation.ask(clientAskingFor(example))).rejects.toMatchObject({ code, outcome });
  });
});

describe("the documented requests of init", () => {
  const { examples } = document.paths["/v1/mass/payout/init"].post.requestBody.content["application/json"];

  test.each(Object.entries(examples))("%s is accepted from both clients", async (_, { value }) => {
    const body = value as Parameters<typeof initRequestOf>[0];
    const raw = await rawClientAskingFor("received").POST("/v1/mass/payout/init", {
      params: { query: { locale: "tr" } },
      body,
    });
    expect(raw.data).toMatchObject({ status: "success" });
    const { requestId } = await clientAskingFor("received").init(initRequestOf(body), unchecked);
    expect(requestId).toBe("79cdefc1-3ce6-4f51-bdd9-0c050274db64");
  });
});

describe("statuses", () => {
  const retrieve = operations["retrieve"] as Operation;
  const item = operations["item"] as Operation;
  /** The first example in whose text a field has a value. */
  const showing = (operation: Operation, field: string, value: string) =>
    successesOf(operation).find(([, answer]) => JSON.stringify(answer).includes(`"${field}":"${value}"`))?.[0] ?? "";
  const ask = { requestId: "1", page: 0, size: 40 };

  // One that nobody has decided on yet has no example either.
  const known = (statuses: readonly string[], describeStatus: typeof describeItemStatus) =>
    statuses.filter((status) => describeStatus(status).state !== "unknown");

  test.each(known(massPayoutStatuses, describePayoutStatus))("a payout that is %s arrives so", async (status) => {
    const { massPayout } = await clientAskingFor(showing(retrieve, "massPayoutStatus", status)).retrieve(ask);
    expect(massPayout.massPayoutStatus).toBe(status);
  });

  test.each(known(massPayoutItemStatuses, describeItemStatus))(
    "an item that is %s arrives so from retrieve and from item",
    async (status) => {
      const { items } = await clientAskingFor(showing(retrieve, "itemStatus", status)).retrieve(ask);
      expect(items.map(({ itemStatus }) => itemStatus)).toContain(status);
      const { itemStatus } = await clientAskingFor(showing(item, "itemStatus", status)).item("1");
      expect(itemStatus).toBe(status);
    },
  );

  test("that no document lists arrive as they are, and are unknown", async () => {
    const { massPayout, items } = await clientAskingFor("futureStatuses").retrieve(ask);
    expect(describePayoutStatus(massPayout.massPayoutStatus)).toMatchObject({ state: "unknown", isFinal: false });
    expect(items.map(({ itemStatus }) => describeItemStatus(itemStatus).state)).toEqual(["paid", "unknown"]);
    const { itemStatus } = await clientAskingFor("futureStatus").item("1");
    expect(describeItemStatus(itemStatus)).toMatchObject({ state: "unknown", isFinal: false });
  });
});
