import { expect, test } from "vitest";
import { optionsFrom } from "../src/environment.ts";

const keys = { IYZICO_API_KEY: "a", IYZICO_SECRET_KEY: "s" };

test("nothing goes to production unless the environment says so", () => {
  expect(optionsFrom(keys).baseUrl).toBe("https://sandbox-api.iyzipay.com");
  expect(optionsFrom({ ...keys, IYZICO_BASE_URL: "" }).baseUrl).toBe("https://sandbox-api.iyzipay.com");
  expect(optionsFrom({ ...keys, IYZICO_BASE_URL: "https://api.iyzipay.com" }).baseUrl).toBe("https://api.iyzipay.com");
});
