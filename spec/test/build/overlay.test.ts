import { describe, expect, test } from "vitest";
import { applyOverlay, type Overlay } from "../../build/overlay.ts";

const document = { info: { title: "API" }, schemas: { A: { type: "decimal" }, B: { type: "string" } } };

type Action = Overlay["actions"][number];

const apply = (...actions: Action[]) => applyOverlay(document, { overlay: "1.1.0", actions }, "x.yaml");

describe("an overlay", () => {
  test("corrects a copy and does not modify the given document", async () => {
    const before = structuredClone(document);
    const corrected = await apply(
      { target: "$.schemas[?(@.type=='decimal')]", description: "why", update: { type: "number" } },
      { target: "$.schemas.B", description: "why", remove: true },
    );
    expect(corrected).toEqual({ info: { title: "API" }, schemas: { A: { type: "number" } } });
    expect(document).toEqual(before);
  });

  test("may use the result of an earlier action", async () => {
    const corrected = await apply(
      { target: "$.schemas", description: "why", update: { C: {} } },
      { target: "$.schemas.C", description: "why", copy: "$.schemas.B" },
    );
    expect(corrected).toMatchObject({ schemas: { C: { type: "string" } } });
  });
});

describe("an action is rejected, with its file, number and target,", () => {
  test.each<[string, Action]>([
    ["when an update matches nothing", { target: "$.schemas.Gone", update: { type: "number" } }],
    ["when a removal matches nothing", { target: "$.schemas.Gone", remove: true }],
    ["when a copy has no target", { target: "$.schemas.Gone", copy: "$.schemas.B" }],
    ["when a copy has no source", { target: "$.schemas.B", copy: "$.schemas.Gone" }],
    ["when the document already has its result", { target: "$.schemas.B", update: { type: "string" } }],
    ["when it has no effect of any kind", { target: "$.schemas.B" }],
  ])("%s", async (_, action) => {
    await expect(apply({ description: "why", ...action })).rejects.toThrow(
      `x.yaml, action 1 (target ${action.target}) changes nothing`,
    );
  });

  test("when it adds a reference beside a type", async () => {
    const action = { target: "$.schemas.B", description: "why", update: { $ref: "#/schemas/A" } };
    await expect(apply(action)).rejects.toThrow("x.yaml, action 1 (target $.schemas.B) adds a reference to a schema");
    const empty = { target: "$.schemas.B.*", description: "why", remove: true };
    await expect(apply(empty, action)).resolves.toMatchObject({ schemas: { B: { $ref: "#/schemas/A" } } });
  });

  test.each<[string, Partial<Action>]>([
    ["missing", {}],
    ["empty", { description: "" }],
    ["white space", { description: " \n" }],
  ])("when its reason is %s", async (_, reason) => {
    await expect(apply({ target: "$.schemas.B", ...reason, remove: true })).rejects.toThrow(
      "action 1 (target $.schemas.B) gives no reason",
    );
  });
});
