import { applyAction, type Overlay } from "../../build/overlay.ts";
import type { Document } from "../../document/object.ts";
import { keysOf, pointerOf, valueAt } from "../../document/pointer.ts";
import { differingPlaces } from "../../update/diff/replay.ts";
import type { Json } from "./pages.ts";

/** A change of the vendor's document at one place. */
export interface Mutation {
  name: string;
  /** The place, as a JSON pointer. */
  place: string;
  /** What it refers to no longer, and what can't change at the same time. */
  reference?: string;
  /** Whether other changes beside it in the same object would make it another change. */
  isStructural: boolean;
  apply: (document: Json) => void;
}

/** The keys of a schema that are no part of it by themselves: what is mutated is the schema. */
const keysOfSchema = new Set(["type", "format", "description", "enum", "$ref", "anyOf", "oneOf"]);

const parentOf = (pointer: string) => pointer.slice(0, pointer.lastIndexOf("/"));
const nameOf = (pointer: string) => keysOf(pointer).at(-1) ?? "";
const at = (document: Json, pointer: string): Json => (pointer === "#" ? document : valueAt(document, keysOf(pointer)));

/** An action of an overlay. */
export interface Action {
  name: string;
  /** Mutations of the parts of the vendor's document that it replaces. */
  mutations: Mutation[];
  /** Whether it leaves what was there before. */
  isAddition: boolean;
}

/** The actions of overlays, each with the mutations of what it replaces in a document. */
export async function mutateWhatIsReplaced(document: Document, overlays: Record<string, Overlay>): Promise<Action[]> {
  const result: Action[] = [];
  const copies: [target: string, source: string][] = [];
  let state = document;
  for (const [file, overlay] of Object.entries(overlays)) {
    for (const [index, { target, copy }] of overlay.actions.entries()) {
      const next = await applyAction(structuredClone(state), overlay, index);
      const source = typeof copy === "string" ? pathOf(copy) : undefined;
      const replaced = source === undefined ? differingPlaces(state, next) : [source];
      if (source !== undefined) copies.unshift([pathOf(target), source]);
      const places = replaced.map((place) => traceBack(place, copies));
      // One action may replace the same in every operation: two of them are enough.
      const some = /\.\.|\.\*\./.test(target) ? firstNodes(places, 2) : places;
      const mutations = some.flatMap((place) => mutationsAt(document, place, { before: state, after: next }));
      const byName = new Map(mutations.map((mutation) => [mutation.name, mutation]));
      const isAddition = source === undefined && replaced.every((place) => at(state, place) === undefined);
      result.push({ name: `${file}, action ${index + 1}`, mutations: [...byName.values()], isAddition });
      state = next;
    }
  }
  return result;
}

/** The places in the first nodes of a document. */
function firstNodes(places: readonly string[], count: number): string[] {
  const nodes = [...new Set(places.map(parentOf))].slice(0, count);
  return places.filter((place) => nodes.includes(parentOf(place)));
}

/** The pointer of a plain JSONPath, as `$.components.schemas.Name`. */
function pathOf(path: string): string {
  return pointerOf(path.split(".").slice(1));
}

/** The place from which copies took a part. */
function traceBack(place: string, copies: readonly [target: string, source: string][]): string {
  return copies.reduce(
    (traced, [target, source]) =>
      traced === target || traced.startsWith(`${target}/`) ? source + traced.slice(target.length) : traced,
    place,
  );
}

function mutationsAt(document: Json, place: string, { before, after }: { before: Json; after: Json }): Mutation[] {
  const name = nameOf(place);
  const parent = parentOf(place);
  if (at(document, parent) === undefined) return [];
  if (name === "parameters") {
    const left = new Set(((at(after, place) ?? []) as Json[]).map((each) => JSON.stringify(each)));
    const lost = (at(before, place) as Json[]).find((each) => !left.has(JSON.stringify(each)));
    return [change(place, "without one", (list: Json[]) => list.filter((each) => each.$ref !== lost?.$ref))];
  }
  if (name === "properties") return ofFields(document, place);
  if (name === "required") return ofRequired(document, parent);
  if (keysOfSchema.has(name) && keysOf(place)[0] === "components") return ofSchema(document, parent);
  if (at(document, place) === undefined) return ofNewPart(place);
  if (keysOf(place)[1] === "parameters" && keysOf(place).length === 3) return ofParameter(document, place);
  if (keysOf(place)[0] === "components") {
    const fields = `${place}/properties`;
    return [...ofSchema(document, place), ...(at(document, fields) === undefined ? [] : ofFields(document, fields))];
  }
  if (name === "$ref") {
    const mutation = change(place, "to another", () => "#/components/schemas/MassPayoutAmount");
    return [{ ...mutation, place: at(document, place) }];
  }
  return typeof at(document, place) === "string" ? [change(place, "other words", () => "Other words.")] : [];
}

/** What the vendor may write where a correction adds a part. */
function ofNewPart(place: string): Mutation[] {
  const name = nameOf(place);
  const add = (value: unknown) => [change(place, "new", () => value)];
  if (nameOf(parentOf(place)) === "properties") return add({ type: "boolean", description: "Of the vendor." });
  if (name === "security") return add([{ Trial: [] }]);
  if (name === "operationId") return add("trial");
  if (name === "example") return add("trial");
  if (name === "x-sensitive") return add(false);
  if (name === "description") return add("Other words.");
  if (name === "401") return add({ description: "Of the vendor." });
  return [];
}

function ofParameter(document: Json, place: string): Mutation[] {
  return [
    change(`${place}/name`, "renamed", () => "X-Trial"),
    change(`${place}/in`, "elsewhere", () => "cookie"),
    change(`${place}/required`, "optional", () => false),
    change(`${place}/description`, "other words", () => "Other words."),
    ...ofSchema(document, `${place}/schema`),
  ];
}

function ofRequired(document: Json, schema: string): Mutation[] {
  const fields = Object.keys(at(document, schema)?.properties ?? {});
  const required: string[] = at(document, schema)?.required ?? [];
  const place = `${schema}/required`;
  const further = fields.find((name) => !required.includes(name) && name !== "status");
  return [
    ...(further === undefined ? [] : [change(place, `with ${further}`, () => [...required, further])]),
    ...(required[1] === undefined ? [] : [change(place, "without the first", () => required.slice(1))]),
  ];
}

function ofSchema(document: Json, place: string): Mutation[] {
  const schema = at(document, place);
  const isField = nameOf(parentOf(place)) === "properties";
  const { type, enum: values, $ref, anyOf } = schema;
  return [
    ...contentOf(document, place),
    ...(type === "decimal" ? [set(`${place}/description`, "In kuruş.")] : []),
    // The comparison knows a constant as a list of one value.
    ...(type === "string" && $ref === undefined
      ? [{ ...set(`${place}/const`, values?.[0] ?? "A"), place: `${place}/enum` }]
      : []),
    ...(type === "string" && $ref === undefined ? [set(`${place}/x-extensible-enum`, ["A"])] : []),
    ...(anyOf === undefined ? [] : [change(`${place}/anyOf`, "reduced", () => anyOf.slice(0, 1))]),
    ...(isField ? ofField(place) : []),
  ];
}

/** Other words, another type and fewer values. */
function contentOf(document: Json, place: string): Mutation[] {
  const { type, enum: values, $ref } = at(document, place);
  if ($ref !== undefined) return [{ ...change(place, "inline", () => ({ type: "string" })), reference: $ref }];
  const retyped = set(`${place}/type`, type === "boolean" ? "string" : "boolean");
  const isWhole = keysOf(place).length === 3;
  return [
    set(`${place}/description`, "Other words."),
    isWhole ? { ...retyped, reference: parentOf(place) } : retyped,
    ...(type === "string" ? [set(`${place}/enum`, values?.slice(1) ?? ["A"])] : []),
  ];
}

function ofFields(document: Json, place: string): Mutation[] {
  return Object.keys(at(document, place)).flatMap((name, index) => [
    ...contentOf(document, `${place}/${name}`),
    ...(index === 0 ? ofField(`${place}/${name}`) : []),
  ]);
}

function set(place: string, value: unknown): Mutation {
  return change(place, `set to ${JSON.stringify(value)}`, () => value);
}

function ofField(place: string): Mutation[] {
  const [fields, name] = [parentOf(place), nameOf(place)];
  return [
    {
      name: `${place} removed`,
      place,
      isStructural: true,
      apply: (document) => delete at(document, fields)[name],
    },
    {
      name: `${place} renamed`,
      place,
      isStructural: true,
      apply: (document) => {
        at(document, fields).renamed = at(document, place);
        delete at(document, fields)[name];
      },
    },
  ];
}

function change(place: string, words: string, changed: (value: Json) => unknown): Mutation {
  const isStructural = /^(parameters|required|\$ref|security|401)$/.test(nameOf(place)) || words === "new";
  return {
    name: `${place} ${words}`,
    place,
    isStructural,
    apply: (document) => {
      at(document, parentOf(place))[nameOf(place)] = changed(at(document, place));
    },
  };
}
