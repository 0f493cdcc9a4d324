import { describe, expect, test } from "vitest";
import { retrieveRequest } from "../support/answers.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";

async function retrieveFrom(answer: string, status = 200, headers?: Record<string, string>) {
  await using server = await startAnswering(answer, status, headers);
  return await clientFor(server.url).retrieve(retrieveRequest);
}

describe("a failure of iyzico's", () => {
  const failure = (code: string, rest = "") => `{"status":"failure"${code && `,"errorCode":${code}`}${rest}}`;

  test.each<[string, string, Record<string, unknown>]>([
    ["1", failure('"1"'), { code: "service_error", outcome: "unknown", errorCode: "1" }],
    ["2", failure('"2"'), { code: "service_error", outcome: "unknown" }],
    ["3", failure('"3"'), { code: "request_rejected", outcome: "rejected" }],
    ["11", failure('"11"'), { code: "request_rejected", outcome: "rejected", errorCode: "11" }],
    ["27", failure('"27"'), { code: "request_rejected", outcome: "rejected" }],
    ["28, which is not documented", failure('"28"'), { code: "request_rejected", outcome: "unknown", errorCode: "28" }],
    ["1000", failure('"1000"'), { code: "authentication_failed", outcome: "rejected", errorCode: "1000" }],
    ["1001", failure('"1001"'), { code: "authentication_failed", outcome: "rejected" }],
    ["1007", failure('"1007"'), { code: "authentication_failed", outcome: "rejected" }],
    ["1009", failure('"1009"'), { code: "authentication_failed", outcome: "rejected" }],
    ["2000", failure('"2000"'), { code: "product_not_enabled", outcome: "rejected" }],
    ["2005", failure('"2005"'), { code: "request_rejected", outcome: "rejected" }],
    ["2030", failure('"2030"'), { code: "request_rejected", outcome: "rejected" }],
    ["50000 as a number", failure("50000"), { code: "rate_limited", outcome: "rejected", errorCode: "50000" }],
    ["100001", failure('"100001"'), { code: "service_error", outcome: "unknown" }],
    ["no code at all", failure(""), { code: "request_rejected", outcome: "unknown", errorCode: undefined }],
    ["null as code", failure("null"), { code: "request_rejected", outcome: "unknown", errorCode: undefined }],
    ["a number as status, 503", '{"status":503,"error":"x"}', { code: "service_error", outcome: "unknown" }],
    ["a number as status, 429", '{"status":429}', { code: "rate_limited", outcome: "rejected" }],
    ["another status", '{"status":"pending"}', { code: "request_rejected", outcome: "unknown" }],
    ["SUCCESS in capitals", '{"status":"SUCCESS"}', { code: "request_rejected", outcome: "unknown" }],
  ])("with code %s is a typed error", async (_, body, expected) => {
    expect(await rejectionOf(retrieveFrom(body))).toMatchObject({
      ...expected,
      operation: "retrieve",
      attempts: 1,
      httpStatus: 200,
    });
  });

  test("in the gateway's form, with a number as status, is an authentication failure", async () => {
    const body =
      '{"status":401,"errorCode":"5","errorMessage":"Authentication failed!","systemTime":1753183509796,"locale":"tr"}';
    expect(await rejectionOf(retrieveFrom(body, 401))).toMatchObject({
      code: "authentication_failed",
      outcome: "rejected",
      errorCode: "5",
      httpStatus: 401,
      vendorMessage: "Authentication failed!",
      systemTime: 1753183509796,
    });
  });

  test("has the vendor's message, group and clock", async () => {
    const rest = ',"errorMessage":"Geçersiz istek","errorGroup":"VALIDATION","systemTime":1759155442830';
    expect(await rejectionOf(retrieveFrom(failure('"11"', rest)))).toMatchObject({
      vendorMessage: "Geçersiz istek",
      errorGroup: "VALIDATION",
      systemTime: 1759155442830,
      message: "retrieve: iyzico rejected the request (errorCode 11, HTTP 200).",
    });
  });

  test("keeps its code when its other fields have other types", async () => {
    const rest = ',"errorMessage":{"a":1},"errorGroup":7,"systemTime":"soon"';
    expect(await rejectionOf(retrieveFrom(failure('"1000"', rest)))).toMatchObject({
      code: "authentication_failed",
      vendorMessage: undefined,
      errorGroup: undefined,
      systemTime: undefined,
    });
  });
});

test.each(["TR330006100519786457841326", "CANARY with blanks", "12345678", ""])(
  "an errorCode that may be data, %j, is not repeated",
  async (code) => {
    const error = await rejectionOf(retrieveFrom(`{"status":"failure","errorCode":"${code}"}`));
    expect(error).toMatchObject({ code: "request_rejected", outcome: "unknown", errorCode: undefined });
  },
);

describe("an answer without a code", () => {
  test("is a service error if it is HTML with 502", async () => {
    const call = retrieveFrom("<html>", 502, { "content-type": "text/html" });
    expect(await rejectionOf(call)).toMatchObject({
      code: "service_error",
      outcome: "unknown",
      httpStatus: 502,
    });
  });

  test("is a service error if it is a failure with 500, and undocumented with 499", async () => {
    expect(await rejectionOf(retrieveFrom('{"status":"failure"}', 500))).toMatchObject({ code: "service_error" });
    expect(await rejectionOf(retrieveFrom('{"status":"failure"}', 499))).toMatchObject({
      code: "request_rejected",
      outcome: "unknown",
    });
  });

  test("is the request limit if it is HTML with 429", async () => {
    expect(await rejectionOf(retrieveFrom("<html>", 429))).toMatchObject({ code: "rate_limited", httpStatus: 429 });
  });
});
