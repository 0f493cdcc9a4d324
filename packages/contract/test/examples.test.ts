import { describeItemStatus, describePayoutStatus, isMassPayoutError } from "@iyzico-mass-payout/client";
import { massPayoutItemStatuses, massPayoutStatuses } from "@iyzico-mass-payout/types";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { clientAskingFor, rawClientAskingFor } from "./clients.ts";

interface Item {
  itemStatus: string;
  totalAmount: number;
  commissionAmount: number;
}
interface Success {
  status: "success";
  massPayout: { massPayoutStatus: string; totalAmount: number };
  massPayoutItems: { items: Item[]; page?: number; size?: number; total?: number };
  page?: number;
  size?: number;
  total?: number;
}
interface Failure {
  status: string | number;
  errorCode?: string | number;
  errorMessage?: string;
}

const { responses } = document.paths["/v1/mass/payout/retrieve"].post;
const examples = Object.entries(responses["200"].content["application/json"].examples as object).map(
  ([name, { value }]): [string, Success | Failure] => [name, value],
);
const isSuccess = (example: [string, Success | Failure]): example is [string, Success] =>
  example[1].status === "success";
const successes = examples.filter(isSuccess);
const failures = examples.filter((example): example is [string, Failure] => !isSuccess(example));

const ask = { requestId: "c95e344a-c7c9-4605-91b8-3f48ee9dece6", page: 0, size: 40 };
const params = { query: { locale: "tr" } } as const;

test("the document has every example that users rely on", () => {
  const names = [
    "publishedToQueue",
    "allSucceeded",
    "partlyFailed",
    "onlyInvalidItems",
    "cancelled",
    "insufficientBalance",
    "emptyPage",
    "pagingInsideItems",
    "failure",
    "limitExceeded",
  ];
  expect(examples.map(([name]) => name)).toEqual(expect.arrayContaining(names));
  expect(Object.keys(responses["401"].content["application/json"].examples)).toContain("gatewayRefusal");
});

describe.each(successes)("the success %s", (name, example) => {
  test("arrives through the client with every field that was sent", async () => {
    const page = await clientAskingFor(name).retrieve(ask);
    // What the client promises, stated over the example: the vendor's names, paging on top, amounts as text.
    const asText = (key: string, value: unknown) => (/amount/i.test(key) ? String(value) : value);
    const { massPayout, massPayoutItems, page: number, size, total } = JSON.parse(JSON.stringify(example, asText));
    expect(page).toEqual({
      massPayout,
      items: massPayoutItems.items,
      page: number ?? massPayoutItems.page,
      size: size ?? massPayoutItems.size,
      total: total ?? massPayoutItems.total,
    });
  });

  test("arrives through openapi-fetch as it stands in the document", async () => {
    const { data, error, response } = await rawClientAskingFor(name).POST("/v1/mass/payout/retrieve", {
      params,
      body: ask,
    });
    expect(response.status).toBe(200);
    expect(error).toBeUndefined();
    expect(data).toEqual(example);
  });
});

describe.each(failures)("the failure %s, which comes with HTTP 200,", (name, example) => {
  test("is a typed error of the client", async () => {
    const error = await clientAskingFor(name)
      .retrieve(ask)
      .catch((reason: unknown) => reason);
    expect(isMassPayoutError(error)).toBe(true);
    expect(error).toMatchObject({
      operation: "retrieve",
      httpStatus: 200,
      errorCode: example.errorCode === undefined ? undefined : String(example.errorCode),
      vendorMessage: example.errorMessage,
    });
  });

  test("is in the data of openapi-fetch", async () => {
    const { data, error } = await rawClientAskingFor(name).POST("/v1/mass/payout/retrieve", { params, body: ask });
    expect(error).toBeUndefined();
    expect(data).toEqual(example);
  });
});

describe("the gateway's refusal with HTTP 401", () => {
  const { value } = responses["401"].content["application/json"].examples.gatewayRefusal;

  test("is an authentication failure of the client", async () => {
    await expect(clientAskingFor("gatewayRefusal", 401).retrieve(ask)).rejects.toMatchObject({
      code: "authentication_failed",
      outcome: "rejected",
      httpStatus: 401,
      errorCode: "5",
    });
  });

  test("is the error of openapi-fetch", async () => {
    const client = rawClientAskingFor("gatewayRefusal", 401);
    const { data, error } = await client.POST("/v1/mass/payout/retrieve", { params, body: ask });
    expect(data).toBeUndefined();
    expect(error).toEqual(value);
  });
});

test.each([
  ["limitExceeded", "rate_limited"],
  ["invalidSignature", "authentication_failed"],
  ["unknownCredentials", "authentication_failed"],
  ["failure", "refused"],
  ["failureWithoutCode", "refused"],
])("%s has the code %s", async (name, code) => {
  await expect(clientAskingFor(name).retrieve(ask)).rejects.toMatchObject({ code });
});

describe("statuses", () => {
  const showing = (shows: (example: Success) => boolean) => successes.find(([, example]) => shows(example))?.[0] ?? "";

  test.each([...massPayoutStatuses])("a payout that is %s arrives with a status that is understood", async (status) => {
    const name = showing(({ massPayout }) => massPayout.massPayoutStatus === status);
    const { massPayout } = await clientAskingFor(name).retrieve(ask);
    expect(massPayout.massPayoutStatus).toBe(status);
    expect(describePayoutStatus(massPayout.massPayoutStatus).state).not.toBe("unknown");
    const { data } = await rawClientAskingFor(name).POST("/v1/mass/payout/retrieve", { params, body: ask });
    expect(data?.status === "success" && data.massPayout?.massPayoutStatus).toBe(status);
  });

  test.each([...massPayoutItemStatuses])(
    "an item that is %s arrives with a status that is understood",
    async (status) => {
      const name = showing(({ massPayoutItems }) =>
        massPayoutItems.items.some(({ itemStatus }) => itemStatus === status),
      );
      const { items } = await clientAskingFor(name).retrieve(ask);
      const item = items.find(({ itemStatus }) => itemStatus === status);
      expect(describeItemStatus(item?.itemStatus ?? "missing").state).not.toBe("unknown");
      const { data } = await rawClientAskingFor(name).POST("/v1/mass/payout/retrieve", { params, body: ask });
      const rawItems = data?.status === "success" ? data.massPayoutItems?.items : [];
      expect(rawItems?.map(({ itemStatus }) => itemStatus)).toContain(status);
    },
  );
});
