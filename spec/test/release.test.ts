import { describe, expect, test } from "vitest";
import type { Change } from "../update/change.ts";
import { releasesOf } from "../update/release.ts";
import { reportOf } from "../update/report.ts";

const types = "@iyzico-mass-payout/types";
const client = "@iyzico-mass-payout/client";
const early = { [types]: "0.4.2", [client]: "0.9.0" };
const later = { [types]: "1.4.2", [client]: "2.0.0" };
const change = (of: Partial<Change>): Change => ({
  operations: ["POST /pay"],
  text: "The field A.b is gone.",
  types: "none",
  client: "none",
  affected: "Whoever reads it.",
  ...of,
});
const typesOf = (changes: Change[], versions: Record<string, string>) =>
  releasesOf(changes, versions).map(({ name, type }) => [name, type]);

describe("a release", () => {
  test("is of the packages that notice the change, and of no other", () => {
    expect(typesOf([change({ types: "minor" })], early)).toEqual([[types, "minor"]]);
    expect(typesOf([change({ client: "patch" })], early)).toEqual([[client, "patch"]]);
    expect(typesOf([change({})], early)).toEqual([]);
  });

  test("is as large as the largest change asks for", () => {
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

  test("of what breaks is a minor before 1.0.0", () => {
    const changes = [change({ types: "breaking", client: "breaking" })];
    expect(typesOf(changes, { ...early, [client]: "1.0.0" })).toEqual([
      [types, "minor"],
      [client, "major"],
    ]);
  });

  test("tells its readers what they notice, and what breaks", () => {
    const changes = [
      change({ types: "breaking", client: "none" }),
      change({ types: "minor", client: "minor", text: "New.", affected: undefined }),
    ];
    const [ofTypes, ofClient] = releasesOf(changes, early).map(({ summary }) => summary);
    expect(ofTypes).toBe(
      "What iyzico publishes about `POST /pay` has changed.\n\n- **Breaking:** The field A.b is gone. Whoever reads it.\n- New.",
    );
    expect(ofClient).toBe("What iyzico publishes about `POST /pay` has changed.\n\n- New.");
  });
});

const hostile = change({ text: "`\u001b[2J\u202eX\n\n## Y` is new.", types: "minor" });
const update = (changes: Change[]) => ({
  operations: ["POST /pay"],
  files: { a: "" },
  changes,
  notes: ["Look\u0007!"],
});

describe("what somebody else wrote", () => {
  test("is one line of a changelog", () => {
    const [{ summary } = { summary: "" }] = releasesOf([hostile], early);
    expect(summary.split("\n\n")[1]).toBe("- `\\u001b[2J\\u202eX ## Y` is new. Whoever reads it.");
  });

  test("does nothing to a terminal", () => {
    const report = reportOf(update([hostile]), []);
    expect(report).toContain("  minor     `\\u001b[2J\\u202eX ## Y` is new.\n");
    expect(report).toContain("  - Look\\u0007!\n");
  });
});

describe("the report", () => {
  test("tells of each operation what changed, whether it breaks, who is affected and what is released", () => {
    const changes = [
      change({ types: "breaking", client: "none", byHand: "Look." }),
      change({ operations: [], text: "Else.", types: "patch", affected: undefined }),
    ];
    expect(reportOf(update(changes), releasesOf(changes, early))).toBe(`POST /pay
  BREAKING  The field A.b is gone.
            types: BREAKING, client: none. Whoever reads it.
            By hand: Look.

The document
  patch     Else.
            types: patch, client: none. Nobody has to do anything.

To look at:
  - Look\\u0007!

@iyzico-mass-payout/types: a minor release, because what breaks is a minor before 1.0.0
@iyzico-mass-payout/client: not affected`);
  });

  test("says when nothing is new, and when nobody notices what is", () => {
    expect(reportOf({ ...update([]), files: {}, notes: [] }, [])).toBe("Nothing new in POST /pay.");
    expect(reportOf({ ...update([]), notes: [] }, [])).toContain("Nothing changes for users of the packages.");
  });
});
