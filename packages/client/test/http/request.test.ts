import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandPath } from "../../src/http/request.ts";
import { isMassPayoutError } from "../../src/index.ts";
import { clientFor } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";

const template = "/v1/mass/payout/retrieve/items/{referenceCode}";
/** One UTF-16 code unit: half of a surrogate pair cannot be escaped. */
const anyUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const invalidRequest = expect.objectContaining({ code: "invalid_request", outcome: "not-sent" });

describe("a path value", () => {
  test.each(["a97b14a2-1e22-4ceb-bafb-38b61c4c4477", "1", "a.b", "...", "~_-!*'()"])(
    "%s is inserted as it is",
    (value) => {
      expect(expandPath(template, { referenceCode: value })).toBe(`/v1/mass/payout/retrieve/items/${value}`);
    },
  );

  test.each([
    "",
    ".",
    "..",
    "a/b",
    "../balance",
    "a b",
    "a%2e",
    "a?b",
    "a#b",
    "ş",
    "\ud800",
    "a\n",
    "a\nb",
    "\\",
    7,
    null,
    undefined,
    ["a"],
  ])("%j is rejected", (value) => {
    expect(() => expandPath(template, { referenceCode: value })).toThrow(invalidRequest);
  });

  test("never changes the operation, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: anyUnit }), fc.webPath(), fc.stringMatching(/^[./\\%\w]{0,6}$/)),
        (value) => {
          let path: string;
          try {
            path = expandPath(template, { referenceCode: value });
          } catch (error) {
            expect(isMassPayoutError(error, "invalid_request")).toBe(true);
            return;
          }
          const { pathname, search, hash } = new URL(path, "https://api.iyzipay.com");
          expect({ pathname, search, hash }).toEqual({
            pathname: template.replace("{referenceCode}", value),
            search: "",
            hash: "",
          });
        },
      ),
    );
  });
});

test("the raw client rejects an unsafe path value before anything is sent", async () => {
  await using server = await startAnswering("{}");
  const { raw } = clientFor(server.url);
  const get = (referenceCode: string) =>
    raw.GET(template, { params: { path: { referenceCode }, query: { locale: "tr" } } });
  await expect(get("../balance")).rejects.toEqual(invalidRequest);
  expect(server.arrivals).toEqual([]);
  await get("ref-1");
  expect(server.arrivals[0]?.target).toBe("/v1/mass/payout/retrieve/items/ref-1?locale=tr");
});
