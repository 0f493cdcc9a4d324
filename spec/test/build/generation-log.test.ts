import { expect, test } from "vitest";
import { describeGeneration, logGeneration } from "../../build/generation-log.ts";

const generation = (document: string, date: string) =>
  describeGeneration(document, { "a.json": "{}" }, { "b.yaml": "" }, date);

test("a generation has the hash of every file, the versions of the tools and the date", () => {
  expect(generation("openapi: 3.0.3", "2026-11-23")).toEqual({
    date: "2026-11-23",
    document: expect.stringMatching(/^[0-9a-f]{64}$/),
    upstream: { "a.json": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" },
    overlays: { "b.yaml": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    tools: {
      "@redocly/openapi-core": expect.stringMatching(/^\d+\.\d+\.\d+$/),
      "openapi-format": expect.stringMatching(/^\d+\.\d+\.\d+$/),
      yaml: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    },
  });
});

test("the same files on another date add no entry", () => {
  const log = [generation("one", "2026-01-01")];
  expect(logGeneration(log, generation("one", "2026-02-02"))).toBe(log);
});

test("a changed document is appended, and earlier entries stay unchanged", () => {
  const log = [generation("one", "2026-01-01")];
  const next = logGeneration(log, generation("two", "2026-02-02"));
  expect(next).toEqual([generation("one", "2026-01-01"), generation("two", "2026-02-02")]);
});
