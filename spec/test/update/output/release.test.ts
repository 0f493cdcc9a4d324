import { describe, expect, test } from "vitest";
import { planReleases } from "../../../update/output/release.ts";
import { formatChanges, formatNoChanges } from "../../../update/output/report.ts";
import type { Change } from "../../../update/policy/change.ts";

const types = "@iyzico-mass-payout/types";
const client = "@iyzico-mass-payout/client";
const early = { [types]: "0.4.2", [client]: "0.9.0" };
const later = { [types]: "1.4.2", [client]: "2.0.0" };
const change = (of: Partial<Change>): Change => ({
  operations: ["POST /pay"],
  key: ["field-removed", "b"],
  text: "The field A.b was removed.",
  types: "none",
  client: "none",
  affected: "Affects code that reads it.",
  ...of,
});
const typesOf = (changes: Change[], versions: Record<string, string>) =>
  planReleases(changes, versions).map(({ name, type }) => [name, type]);

describe("a release", () => {
  test("is planned only for packages with an impact", () => {
    expect(typesOf([change({ types: "minor" })], early)).toEqual([[types, "minor"]]);
    expect(typesOf([change({ client: "patch" })], early)).toEqual([[client, "patch"]]);
    expect(typesOf([change({})], early)).toEqual([]);
  });

  test("has the maximum impact of its changes", () => {
    const changes = [
      change({ types: "patch", client: "minor" }),
      change({ types: "breaking" }),
      change({ types: "minor" }),
    ];
    expect(typesOf(changes, later)).toEqual([
      [types, "major"],
      [client, "minor"],
    ]);
  });

  test("with a breaking change is a minor before 1.0.0", () => {
    const changes = [change({ types: "breaking", client: "breaking" })];
    expect(typesOf(changes, { ...early, [client]: "1.0.0" })).toEqual([
      [types, "minor"],
      [client, "major"],
    ]);
  });

  test("shows the vendor's words as they are, and code as code", () => {
    const text = "A[].b: changed: <b>x</b> ![y](http://z) @org/name #12 **Decide:** `a_b`.";
    const [release] = planReleases([change({ types: "minor", text, affected: undefined })], early);
    expect(release?.summary).toBe(
      "iyzico changed its documentation about `POST /pay`.\n\n- A\\[\\].b: changed: &#60;b&#62;x&#60;/b&#62; " +
        "\\!\\[y\\](http://z) &#64;org/name &#35;12 \\*\\*Decide:\\*\\* `a_b`.",
    );
  });

  test("lists the changes of its package, and marks those that break, with how to migrate", () => {
    const changes = [
      change({ types: "breaking", client: "none" }),
      change({ types: "minor", client: "minor", text: "New.", affected: undefined }),
    ];
    const [ofTypes, ofClient] = planReleases(changes, early).map(({ summary }) => summary);
    expect(ofTypes).toBe(
      "iyzico changed its documentation about `POST /pay`.\n\n- **Breaking:** The field A.b was removed. Affects code that reads it.\n  How to migrate: No longer read or send `b`.\n- New.",
    );
    expect(ofClient).toBe("iyzico changed its documentation about `POST /pay`.\n\n- New.");
  });
});

describe("a change that a correction hides", () => {
  const hiddenBy = "our correction spec/overlays/20-amounts.yaml, action 1: They are numbers.";
  const hidden = change({ types: "breaking", client: "minor", hiddenBy, byHand: "Decide it." });

  test("is a line of both changesets that a maintainer must decide, and has its rating until then", () => {
    const releases = planReleases([hidden], later);
    expect(releases.map(({ type }) => type)).toEqual(["major", "minor"]);
    expect(releases.map(({ summary }) => summary.split("\n").at(-1))).toEqual([
      `- **Decide:** The field A.b was removed. Affects code that reads it. Hidden by ${hiddenBy} Without the correction, it is breaking.`,
      `- **Decide:** The field A.b was removed. Affects code that reads it. Hidden by ${hiddenBy} Without the correction, it is a minor change.`,
    ]);
  });

  test("is reported with the correction, and with what to decide", () => {
    expect(formatChanges([hidden], [], [])).toContain(`POST /pay
  BREAKING (hidden by our correction spec/overlays/20-amounts.yaml, action 1: They are numbers.)
            The field A.b was removed.
            types: BREAKING, client: minor without the correction. Affects code that reads it.
            By hand: Decide it.
`);
  });
});

const hostile = change({ text: "`\u001b[2J\u202eX\n\n## Y` is new.", types: "minor" });
const notes = ["Note\u0007!"];

describe("untrusted text", () => {
  test("is one line in a changelog", () => {
    const [{ summary } = { summary: "" }] = planReleases([hostile], early);
    expect(summary.split("\n\n")[1]).toBe("- `\\u001b[2J\\u202eX ## Y` is new. Affects code that reads it.");
  });

  test("has no control characters in a terminal", () => {
    const report = formatChanges([hostile], notes, []);
    expect(report).toContain("  minor     `\\u001b[2J\\u202eX ## Y` is new.\n");
    expect(report).toContain("  - Note\\u0007!\n");
  });
});

describe("the report", () => {
  test("lists by operation what changed, its impact, the affected code and the releases", () => {
    const changes = [
      change({ types: "breaking", client: "none", byHand: "Do it." }),
      change({ operations: [], text: "Else.", types: "patch", affected: undefined }),
    ];
    expect(formatChanges(changes, notes, planReleases(changes, early))).toBe(`POST /pay
  BREAKING  The field A.b was removed.
            types: BREAKING, client: none. Affects code that reads it.
            By hand: Do it.

The document
  patch     Else.
            types: patch, client: none. No code is affected.

Notes:
  - Note\\u0007!

@iyzico-mass-payout/types: a minor release (before 1.0.0, a breaking change is a minor release)
@iyzico-mass-payout/client: no release`);
  });

  test("says that the pages have no changes, or none for users of the packages", () => {
    expect(formatNoChanges(["POST /pay"], [])).toBe("No changes in POST /pay.");
    expect(formatChanges([], [], [])).toContain("No changes for users of the packages.");
  });
});
