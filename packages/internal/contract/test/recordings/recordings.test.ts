import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { toolPath } from "../../src/demo/run-tool.ts";
import { findContradictions } from "../../src/recordings/contradictions.ts";
import { parseRecording, type Recording, readRecordings } from "../../src/recordings/recording.ts";
import { amountsOf, replay } from "../../src/recordings/replay.ts";
import { findPageProblems } from "../../src/recordings/settled-questions.ts";

const recordings = readRecordings();
const exchanges = recordings.flatMap(({ name, exchanges: all }) =>
  all.map((exchange) => [name, exchange.id, exchange] as const),
);

/** What the client cannot take as a result. Every other answer that says success is one. */
const unread: Readonly<Record<string, string>> = {
  // merchantId is written as 000000, which is not JSON.
  "documents.json 2": "unreadable_response unknown",
  "documents.json 9": "rate_limited rejected",
  "failures.json 1": "authentication_failed rejected",
  "failures.json 2": "request_rejected rejected",
  "failures.json 3": "request_rejected unknown",
  "failures.json 4": "authentication_failed rejected",
  "failures.json 5": "authentication_failed rejected",
  "failures.json 6": "product_not_enabled rejected",
  "failures.json 7": "service_error unknown",
  "failures.json 8": "service_error unknown",
};

describe("a recorded answer", () => {
  test.each(exchanges)(
    "of %s, exchange %d, is read by the client with its digits, or is a typed error",
    async (name, id, exchange) => {
      const reading = await replay(exchange);
      const expected = unread[`${name} ${id}`];
      if ("code" in reading) {
        expect(`${reading.code} ${reading.outcome}`).toBe(expected);
        return;
      }
      expect(expected).toBeUndefined();
      for (const amount of amountsOf(reading.result)) expect(exchange.response?.body).toContain(amount);
    },
  );

  test("that never arrived is a network error with an unknown outcome", async () => {
    const [[, , { response: _, ...exchange }]] = exchanges as [(typeof exchanges)[number]];
    expect(await replay({ ...exchange, failure: "ECONNRESET" })).toEqual({ code: "network_error", outcome: "unknown" });
  });
});

test("no recorded answer contradicts the document, except what is no JSON", () => {
  const found = recordings.flatMap((recording) =>
    findContradictions(recording).map((each) => [recording.name, each.exchange, each.problem]),
  );
  expect(found).toEqual([
    ["documents.json", 2, "is not JSON"],
    ["failures.json", 8, "is not JSON"],
  ]);
});

/** A recording of one answer to a retrieve. */
function recordingOf(body: object, change: Partial<Recording> = {}, status = 200): Recording {
  const request = { method: "POST", path: "/v1/mass/payout/retrieve?locale=tr", body: "{}", signature: "path" };
  const response = { status, headers: {}, body: JSON.stringify(body) };
  const exchange = { id: 7, series: "first-payout", at: "2026-11-26T09:30:00.000Z", request, response };
  return { name: "sandbox.json", destination: "sandbox", exchanges: [exchange], findings: [], ...change };
}

test.each([
  [
    "a new field",
    { status: "success", massPayout: { requestId: "1" } },
    { target: "$.components.schemas.MassPayoutSummary.properties", update: { requestId: { type: "string" } } },
  ],
  [
    "another type",
    { status: "success", massPayout: { merchantId: "00001" } },
    { target: "$.components.schemas.MassPayoutSummary.properties.merchantId", update: { type: ["integer", "string"] } },
  ],
  [
    "null",
    { status: "success", massPayoutItems: { items: [{ description: null }] } },
    {
      target: "$.components.schemas.MassPayoutItemDetail.properties.description",
      update: { type: ["string", "null"] },
    },
  ],
] as const)("an answer with %s is named with the action of an overlay that would allow it", (_, body, action) => {
  expect(findContradictions(recordingOf(body))).toMatchObject([
    { exchange: 7, operation: "retrieve", action: { ...action, description: "Seen in sandbox.json, exchange 7." } },
  ]);
});

test("an HTTP status that is not documented is named with the response to add", () => {
  const [found] = findContradictions(recordingOf({ status: "failure", errorCode: "11" }, {}, 404));
  expect(found).toMatchObject({
    problem: "HTTP 404 is not documented",
    action: { target: "$.paths['/v1/mass/payout/retrieve'].post.responses", update: { 404: {} } },
  });
});

const pages = { unverified: read("unverified"), verified: read("verified") };

function read(page: string): string {
  return readFileSync(new URL(`../../../../../docs/${page}.md`, import.meta.url), "utf8");
}

test("recordings, docs/unverified.md and docs/verified.md agree", () => {
  expect(findPageProblems(recordings, pages)).toEqual([]);
});

describe("a question that a recording of iyzico answers", () => {
  const question = "Is the query signed?";
  const finding = { question, status: "answered", answer: "left-out", evidence: [1, 2] } as const;
  const recording = recordingOf({}, { findings: [finding] });

  test("must move to docs/verified.md, with the recording that shows it", () => {
    expect(findPageProblems([recording], pages)).toEqual([
      '"Is the query signed?" is answered by sandbox.json, exchanges 1, 2: left-out. Move it from docs/unverified.md to docs/verified.md.',
    ]);
    const moved = {
      unverified: pages.unverified.replace(/### Is the query signed\?[^#]*/, ""),
      verified: `${pages.verified}\n### ${question}\n\nNo: sandbox.json, exchanges 1 and 2.\n`,
    };
    expect(findPageProblems([recording], moved)).toEqual([]);
    // Without its recording, or on both pages, or with another answer elsewhere, it is not settled.
    expect(findPageProblems([], moved)).toEqual([expect.stringContaining("must name a recording that answers it")]);
    expect(findPageProblems([recording], { ...moved, unverified: pages.unverified })).toEqual([
      expect.stringContaining("must be on one page only"),
    ]);
    const other = { ...recording, name: "production.json", findings: [{ ...finding, answer: "signed" }] };
    expect(findPageProblems([recording, other], moved)).toEqual([expect.stringContaining("has different answers")]);
  });

  test("is not settled by a simulator or by a published example", () => {
    for (const destination of ["test", "documents", "integrations"] as const) {
      expect(findPageProblems([{ ...recording, destination }], pages)).toEqual([]);
    }
  });

  test("must be a heading of one of the pages", () => {
    const unknown = recordingOf({}, { findings: [{ ...finding, question: "Another?" }] });
    expect(findPageProblems([unknown], pages)).toEqual([
      expect.stringContaining("Move it"),
      '"Another?", which sandbox.json answers, is a heading of neither page.',
    ]);
  });
});

test("a file of another format, or with a request of another API, is no recording", () => {
  expect(() => parseRecording("x.json", '{"format":"other/1"}')).toThrow(
    "must have the format mass-payout-recording/1",
  );
  const foreign = { id: 1, request: { method: "POST", path: "/payment/auth" } };
  const text = JSON.stringify({ format: "mass-payout-recording/1", exchanges: [foreign], findings: [] });
  expect(() => parseRecording("x.json", text)).toThrow("x.json: exchange 1 must be of one of the six operations.");
});

describe("a recording of iyzico's servers", () => {
  /** What `mass-payout probe check` says of a file. */
  const check = (file: string) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [toolPath, "probe", "check", file, "--locale", "en"],
      {
        encoding: "utf8",
      },
    );
    return { exitCode: status, said: stdout + stderr };
  };
  const isPublished = ({ destination }: Recording) => ["documents", "integrations"].includes(destination);
  const fileOf = ({ name }: Recording) => fileURLToPath(new URL(`../../recordings/${name}`, import.meta.url));

  test("has nothing that looks like a person or a key", () => {
    for (const recording of recordings.filter((each) => !isPublished(each))) {
      expect(check(fileOf(recording)), recording.name).toEqual({ exitCode: 0, said: expect.any(String) });
    }
  });

  test("could not keep ids and accounts as one that was published does: these are public, and exempt", () => {
    for (const recording of recordings.filter(isPublished)) {
      expect(check(fileOf(recording)), recording.name).toEqual({
        exitCode: 1,
        said: expect.stringContaining("look like a person or a key"),
      });
    }
  });
});
