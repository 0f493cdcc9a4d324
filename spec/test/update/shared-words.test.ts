import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildDocument, buildUncorrectedDocument, type Files } from "../../build/document.ts";
import { readPage } from "../../update/read/page.ts";
import { applyPages } from "../../update/read/upstream.ts";
import { prepareUpdate, type Tree, type Update } from "../../update/update.ts";
import { type Json, pageOf, published, tree } from "../support/pages.ts";

// Pages that are imported on one day: dates can't tell which is newer.
const today = "2031-05-06";
const detail = "MassPayoutItemDetail";
const property = `${detail}.itemStatus`;

/** The page of retrieve with a change. */
function retrievePage(change: (document: Json, tables: Json) => void = () => {}): string {
  const { document, tables } = published();
  change(document, tables);
  return pageOf(document, tables);
}

/** A page of item as the vendor would publish it, with the shared schema of an item. */
function itemDocument(): Json {
  const { openapi, info, servers, tags, components } = published().document;
  const transcribed = JSON.parse(tree.upstream["retrieve-mass-payout-item.json"] ?? "");
  const schemas = { ...transcribed.components.schemas, [detail]: components.schemas[detail] };
  return {
    ...{ openapi, info, servers, tags, paths: transcribed.paths },
    components: { parameters: { ...components.parameters, ...transcribed.components.parameters }, schemas },
  };
}

function itemPage(change: (document: Json) => void = () => {}, tables: Json = {}): string {
  const document = itemDocument();
  change(document);
  return pageOf(document, tables);
}

const update = (before: Tree, ...texts: string[]) =>
  prepareUpdate(
    texts.map((text, index) => ({ address: `page-${index + 1}.md`, text })),
    before,
    today,
  );

/** The files after an update. */
function treeAfter(before: Tree, { files }: Update): Tree {
  if (Object.keys(files).length === 0) return before;
  const upstream = Object.entries(files).flatMap(([path, text]) =>
    path.startsWith("spec/upstream/") ? [[path.slice("spec/upstream/".length), text] as const] : [],
  );
  return {
    upstream: Object.fromEntries(upstream),
    overlays: before.overlays,
    document: files["spec/openapi.yaml"] ?? "",
    log: JSON.parse(files["spec/generation-log.json"] ?? ""),
  };
}

const reword = (words: string) => (document: Json) => {
  document.info.title = words;
  document.tags[0].description = words;
  document.components.schemas[detail].properties.referenceCode.description = words;
};
const wordsOf = (document: string) => {
  const { info, tags, components } = parse(document);
  const { referenceCode } = components.schemas[detail].properties;
  return [info.title, tags[0].description, referenceCode.description];
};

test("the newest page's words count, also on one day, and a page that is imported again changes nothing", async () => {
  const first = await update(tree, itemPage(reword("Item's words.")));
  expect(first.changes.map(({ types, client }) => [types, client])).toEqual(first.changes.map(() => ["patch", "none"]));
  expect(first.changes.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      expect.stringContaining("title changed: Item's words."),
      `${detail}.referenceCode: description changed: Item's words.`,
    ]),
  );
  const winner = "those of retrieve-mass-payout-item.json, which is newer than retrieve-mass-payout.json.";
  expect(first.notes).toEqual([
    `The words of info are ${winner}`,
    `The words of tags Mass Payout are ${winner}`,
    `The words of components schemas ${detail} are ${winner}`,
  ]);
  const afterItem = treeAfter(tree, first);
  expect(wordsOf(afterItem.document)).toEqual(Array(3).fill("Item's words."));

  for (const page of [itemPage(reword("Item's words.")), retrievePage()]) {
    expect(await update(afterItem, page)).toMatchObject({ files: {}, changes: [], notes: [] });
  }

  const second = await update(afterItem, retrievePage(reword("Retrieve's words.")));
  expect(second.changes.length).toBeGreaterThan(0);
  expect(second.notes).toContain(
    "The words of info are those of retrieve-mass-payout.json, which is newer than retrieve-mass-payout-item.json.",
  );
  const afterBoth = treeAfter(afterItem, second);
  expect(wordsOf(afterBoth.document)).toEqual(Array(3).fill("Retrieve's words."));
  expect(await update(afterBoth, itemPage(reword("Item's words.")))).toMatchObject({ files: {}, changes: [] });

  // Every machine builds the same from spec/upstream, in whatever order it lists the files.
  const reversed = Object.fromEntries(Object.entries(afterBoth.upstream).reverse());
  expect(await buildDocument(reversed, afterBoth.overlays)).toBe(afterBoth.document);
});

test("of two pages in one call, the later one is newer", async () => {
  const pages = [itemPage(reword("Item's words.")), retrievePage(reword("Retrieve's words."))] as const;
  const forwards = await update(tree, ...pages);
  expect(wordsOf(forwards.files["spec/openapi.yaml"] ?? "")[0]).toBe("Retrieve's words.");
  const backwards = await update(tree, ...pages.toReversed());
  expect(wordsOf(backwards.files["spec/openapi.yaml"] ?? "")[0]).toBe("Item's words.");
});

test("each operation keeps its own page's words", async () => {
  const { files } = await update(tree, itemPage(reword("Item's words.")));
  const before = parse(tree.document).paths["/v1/mass/payout/retrieve"].post;
  expect(parse(files["spec/openapi.yaml"] ?? "").paths["/v1/mass/payout/retrieve"].post).toEqual(before);
});

test("a status has the description of the newest page that describes it", async () => {
  const own = { [property]: { ...published().tables[property], QUEUED: "Item's words.", INIT: "" } };
  const first = await update(tree, itemPage(undefined, own));
  const english = (document: string) => parse(document).components.schemas.MassPayoutItemStatus["x-enum-descriptions"];
  const after = treeAfter(tree, first);
  expect(after.upstream["retrieve-mass-payout.status-tables.json"]).toBe(
    tree.upstream["retrieve-mass-payout.status-tables.json"],
  );
  expect(english(after.document)).toMatchObject({
    QUEUED: { en: "Item's words." },
    INIT: { en: published().tables[property]?.["INIT"] },
  });
  expect(first.notes).toContain(
    `The words of ${property} are those of retrieve-mass-payout-item.status-tables.json, ` +
      "which is newer than retrieve-mass-payout.status-tables.json.",
  );
  expect(await update(after, retrievePage())).toMatchObject({ files: {}, changes: [] });
});

/** Imports pages into spec/upstream, one after the other. */
const imported = (upstream: Files, ...texts: string[]): Files =>
  texts.reduce((files, page) => {
    const source = { address: "page.md", text: page };
    return applyPages(files, [{ source, ...readPage(source) }], today).files;
  }, upstream);

describe("a page is one publication", () => {
  const pageWith = (title: string, meaning: string) => (document: Json, tables: Json) => {
    document.info.title = title;
    tables[property].QUEUED = meaning;
  };
  const older = retrievePage(pageWith("Retrieve 1", "Retrieve's words."));
  const ofItem = itemPage(
    (document) => {
      document.info.title = "Item";
    },
    { [property]: { ...published().tables[property], QUEUED: "Item's words." } },
  );
  const wordsAfter = (...texts: string[]) => {
    const { info, components } = buildUncorrectedDocument(imported(tree.upstream, ...texts)) as Json;
    const { itemStatus } = components.schemas[detail].properties;
    return [info.title, itemStatus["x-enum-descriptions"].QUEUED.en];
  };

  test.each([
    ["only its document changed", "Retrieve 2", "Retrieve's words."],
    ["only its tables changed", "Retrieve 1", "Retrieve's new words."],
  ])("document and tables are the newest, although %s", (_, title, meaning) => {
    expect(wordsAfter(older, ofItem)).toEqual(["Item", "Item's words."]);
    expect(wordsAfter(older, ofItem, retrievePage(pageWith(title, meaning)))).toEqual([title, meaning]);
  });

  test("but tables that a page no longer has stay as old as they are", () => {
    const withoutTables = retrievePage((document, tables) => {
      pageWith("Retrieve 2", "")(document, tables);
      for (const place of Object.keys(tables)) delete tables[place];
    });
    expect(wordsAfter(older, ofItem, withoutTables)).toEqual(["Retrieve 2", "Item's words."]);
  });

  test("the imports are counted by page", () => {
    const origins = JSON.parse(imported(tree.upstream, older, ofItem)["sources.json"] ?? "");
    expect(origins["retrieve-mass-payout.status-tables.json"].importNumber).toBe(1);
    expect(origins["retrieve-mass-payout-item.json"].importNumber).toBe(2);
    expect(origins["retrieve-mass-payout-item.status-tables.json"].importNumber).toBe(2);
  });
});

describe("structure must agree", () => {
  const retype = ({ components }: Json) => {
    components.schemas[detail].properties.referenceCode.type = "integer";
  };

  test("else a page is rejected, with the place, both pages and the way out", async () => {
    const after = treeAfter(tree, await update(tree, itemPage()));
    await expect(update(after, itemPage(retype))).rejects.toThrow(
      `components schemas ${detail} differs between retrieve-mass-payout.json and retrieve-mass-payout-item.json in ` +
        'properties referenceCode type: "string" and "integer". If iyzico changed both pages, import both pages in one ' +
        "call. If the current pages differ, ask iyzico which one is right. If one of the files is our transcription, " +
        "correct it by hand.",
    );
    await expect(
      update(
        after,
        itemPage((document) => document.servers.pop()),
      ),
    ).rejects.toThrow("servers differs");
  });

  test("and both pages in one call are imported", async () => {
    const { changes } = await update(tree, itemPage(retype), retrievePage(retype));
    expect(changes).toMatchObject([{ types: "breaking" }]);
  });
});

describe("in any schema of a page", () => {
  type Schema = Record<string, Json>;
  /** All schemas that the pages share, in the order of the document: the named one and those of its fields. */
  const schemasOf = ({ components }: Json): Schema[] => {
    const named = components.schemas[detail];
    return [named, ...Object.values<Schema>(named.properties)];
  };
  const count = schemasOf(itemDocument()).length;
  const place = fc.nat({ max: count - 1 });
  const text = fc.string({ unit: "grapheme-ascii" });
  const wording = fc.oneof(
    fc.tuple(fc.constantFrom("description", "title", "$comment"), text),
    fc.tuple(fc.constant("example"), fc.oneof(text, fc.integer(), fc.record({ type: text, enum: text }))),
    fc.tuple(fc.constant("externalDocs"), fc.record({ url: fc.webUrl(), description: text })),
  );
  const structure = fc.oneof(
    fc.constantFrom(["type", "boolean"], ["nullable", true], ["deprecated", true], ["enum", ["OTHER"]]),
    fc.tuple(fc.constantFrom("default", "x-unit", "pattern"), text),
    fc.tuple(fc.constantFrom("minLength", "maximum"), fc.nat()),
  );

  const withKey =
    (index: number, [key, value]: readonly [string, Json]) =>
    (document: Json) => {
      Object.assign(schemasOf(document)[index] ?? {}, { [key]: value });
    };

  test("words never make an import fail, and the last import's words count", async () => {
    const imports = fc.array(fc.record({ isItem: fc.boolean(), place, wording }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(imports, async (sequence) => {
        const pages = sequence.map(({ isItem, place: index, wording: words }, number) => {
          const change = (document: Json) => {
            withKey(index, words as [string, Json])(document);
            document.info.title = `Import ${number}`;
          };
          return isItem ? itemPage(change) : retrievePage(change);
        });
        const upstream = imported(tree.upstream, ...pages);
        const document = parse(await buildDocument(upstream, tree.overlays));
        expect(document.info.title).toBe(`Import ${sequence.length - 1}`);
        // The last import again is no change.
        expect(imported(upstream, pages.at(-1) ?? "")).toEqual(upstream);
      }),
      { numRuns: 20 },
    );
  });

  test("structure always makes the import of one page alone fail", async () => {
    await fc.assert(
      fc.asyncProperty(place, structure, async (index, change) => {
        const upstream = imported(tree.upstream, itemPage());
        const before = schemasOf(itemDocument())[index]?.[String(change[0])];
        fc.pre(before !== change[1]);
        const changed = imported(upstream, itemPage(withKey(index, change as [string, Json])));
        await expect(buildDocument(changed, tree.overlays)).rejects.toThrow(
          `components schemas ${detail} differs between`,
        );
      }),
      { numRuns: 50 },
    );
  });
});
