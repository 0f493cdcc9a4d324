import { beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { takeIn } from "../update/incoming.ts";
import { readPage } from "../update/page.ts";
import { updateFrom } from "../update/update.ts";
import { type Json, pageOf, published, tree } from "./pages.ts";

const update = (...texts: string[]) =>
  updateFrom(
    texts.map((text, index) => ({ place: `page-${index + 1}.md`, text })),
    tree,
    "2031-05-06",
  );
/** What a page makes of spec/upstream alone. */
const taken = (page: { text: string; url?: string }) => {
  const source = { place: "page-1.md", ...page };
  return takeIn(tree.upstream, [{ source, ...readPage(source) }], "2031-05-06");
};
const item = "MassPayoutItemDetail";
const place = `${item}.itemStatus`;

/** What a page of retrieve comes to after a change. */
function changed(change: (schemas: Json, document: Json, tables: Json) => void) {
  const { document, tables } = published();
  change(document.components.schemas, document, tables);
  return update(pageOf(document, tables));
}

const summaries = async (result: ReturnType<typeof update>) =>
  (await result).changes.map(({ text, types, client }) => [text, types, client]);

describe("nothing is new", () => {
  const { document, tables } = published();
  const markdownTable = (table: Record<string, string>) =>
    ["| Status | Description |", "| --- | --- |", ...Object.entries(table).map((row) => `| ${row.join(" | ")} |`)].join(
      "\n",
    );
  const reordered = Object.fromEntries(Object.entries(document).reverse());

  test.each([
    ["in the page as it is", pageOf(document, tables)],
    ["in the page with the line ends of another system", pageOf(document, tables).replaceAll("\n", "\r\n")],
    ["in a page with tables in Markdown", [pageOf(document), ...Object.values(tables).map(markdownTable)].join("\n\n")],
    ["in a block with other blanks and another order", pageOf(JSON.stringify(reordered, null, 4), tables)],
    ["in the document by itself", JSON.stringify(document, null, 2)],
    ["in the document as YAML", `# The API\n${stringify(document)}`],
    [
      "in a block of YAML",
      pageOf(document, tables).replace(/```json\n.*?\n```/s, `\`\`\`yaml\n${stringify(document)}\`\`\``),
    ],
    ["in a page that has the same block twice", `${pageOf(document, tables)}\n${pageOf(document)}`],
    [
      "in a page that begins with a hint",
      `{% hint style="info" %}\nNew!\n{% endhint %}\n\n${pageOf(document, tables)}`,
    ],
    ["in a page with line breaks in a table", pageOf(document, tables).replaceAll("items related", "items<br>related")],
    [
      "in a page with other code and other tables",
      `\`\`\`json\n{"status": "success"}\n\`\`\`\n\n| Error | Description |\n|-|-|\n| 11 | x |\n\n${pageOf(document, tables)}`,
    ],
    [
      "in a page with a table of HTTP statuses",
      `| HTTP status | Description |\n|-|-|\n| 200 | fine |\n\n${pageOf(document, tables)}`,
    ],
  ])("%s", async (_, text) => {
    expect(await update(text)).toEqual({
      operations: ["POST /v1/mass/payout/retrieve"],
      files: {},
      changes: [],
      notes: [],
    });
  });
});

describe("a new field", () => {
  const { document } = published();
  document.components.schemas[item].properties.trialField = { type: "string" };
  let result: Awaited<ReturnType<typeof update>>;
  beforeAll(async () => {
    result = await update(pageOf(document, published().tables));
  });

  test("takes the place of the document, and leaves every other file of upstream as it is", () => {
    const { files } = result;
    expect(files["spec/upstream/retrieve-mass-payout.json"]).toBe(JSON.stringify(document));
    const others = Object.entries(tree.upstream).filter(
      ([name]) => !/^(retrieve-mass-payout|sources)\.json$/.test(name),
    );
    for (const [name, text] of others) expect(files[`spec/upstream/${name}`]).toBe(text);
    const page = "https://docs.iyzico.com/en/products/mass-payout/mass-payout-integration/retrieve-mass-payout.md";
    expect(JSON.parse(files["spec/upstream/sources.json"] ?? "")["retrieve-mass-payout.json"]).toEqual({
      source: page,
      content: "The page's embedded OpenAPI block, byte for byte.",
      entered: "2031-05-06",
      page,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test("arrives in the document, in the types and in the log", () => {
    const { files } = result;
    const made = parse(files["spec/openapi.yaml"] ?? "");
    expect(made.components.schemas[item].properties.trialField).toEqual({ type: "string" });
    expect(files["packages/types/src/generated/api.ts"]).toContain("trialField?: string;");
    const log = JSON.parse(files["spec/generation-log.json"] ?? "");
    expect(log).toHaveLength(tree.log.length + 1);
    expect(log.at(-1)).toMatchObject({ date: "2031-05-06" });
  });

  test("is told for every operation that has it", () => {
    expect(result.changes).toMatchObject([
      {
        operations: ["GET /v1/mass/payout/retrieve/items/{referenceCode}", "POST /v1/mass/payout/retrieve"],
        types: "minor",
        client: "none",
      },
    ]);
    expect(result.notes).toEqual([]);
  });
});

describe("a new status", () => {
  const translate = "By hand: translate in spec/overlays/70-statuses.yaml, of MassPayoutItemStatus: TRIAL_STATUS.";
  const onHold = (schemas: Json) => schemas[item].properties.itemStatus.enum.push("TRIAL_STATUS");

  test("arrives with its meaning, which stands in for the translation", async () => {
    const { files, changes, notes } = await changed((schemas, _, tables) => {
      onHold(schemas);
      tables[place].TRIAL_STATUS = "Kept &amp; looked at.";
    });
    const descriptions = files["packages/types/src/generated/descriptions.ts"];
    expect(descriptions).toContain(
      '"TRIAL_STATUS": {\n    "en": "Kept & looked at.",\n    "tr": "Kept & looked at."\n  }',
    );
    expect(files["packages/types/src/generated/enums.ts"]).toContain('"TRIAL_STATUS"');
    expect(changes.map(({ text }) => text)).toEqual([
      "MassPayoutItemStatus has a new value: `TRIAL_STATUS`. It means: Kept & looked at.",
    ]);
    expect(notes).toEqual([translate]);
  });

  test("may stand in the document alone", async () => {
    const { files, changes, notes } = await changed(onHold);
    expect(files["packages/types/src/generated/descriptions.ts"]).toContain('"TRIAL_STATUS": {\n    "en": "Listed by');
    expect(changes).toMatchObject([{ types: "minor", client: "minor" }]);
    expect(notes).toEqual([
      `TRIAL_STATUS stands in the document, and the status table of ${place} does not explain it.`,
    ]);
  });

  test("may stand in the table alone", async () => {
    const { files, changes, notes } = await changed((_, __, tables) => {
      tables[place].TRIAL_STATUS = "Kept.";
    });
    expect(files["spec/upstream/retrieve-mass-payout.json"]).toBe(tree.upstream["retrieve-mass-payout.json"]);
    expect(parse(files["spec/openapi.yaml"] ?? "").components.schemas.MassPayoutItemStatus.enum).toContain(
      "TRIAL_STATUS",
    );
    expect(changes).toMatchObject([{ types: "minor", client: "minor" }]);
    expect(notes).toEqual([
      `TRIAL_STATUS stands in the status table of ${place}, and not in the document. It is taken for documented.`,
      translate,
    ]);
  });

  test("may come without a page around the document, and the known meanings stay", () => {
    const { document, tables } = published();
    onHold(document.components.schemas);
    const { files, notes } = taken({ text: JSON.stringify(document) });
    expect(JSON.parse(files["retrieve-mass-payout.status-tables.json"] ?? "")).toEqual(tables);
    expect(notes).toEqual([`TRIAL_STATUS of ${place} comes without an explanation.`]);
  });
});

test("a status without a word in its table has none, and is named", async () => {
  const { files, notes } = await changed((_, __, tables) => {
    tables[place].QUEUED = "";
  });
  expect(files["packages/types/src/generated/descriptions.ts"]).toContain('"QUEUED": {\n    "en": "Listed by');
  expect(notes).toEqual([`QUEUED stands in the status table of ${place} without an explanation.`]);
});

test("a page that no longer has its tables is nothing new, and that is said", async () => {
  const { files, notes } = await update(pageOf(published().document));
  expect(files).toEqual({});
  expect(notes).toContain(`page-1.md has no status table of ${place} any more: what is known of it stays.`);
});

describe("what the corrections make of a change is said", () => {
  test("when they hide it", async () => {
    const { changes, notes } = await changed(({ MassPayoutRetrieveResponse }) => {
      MassPayoutRetrieveResponse.properties.status.enum.push("pending");
    });
    expect(changes).toEqual([]);
    expect(notes).toEqual([
      "The corrections of spec/overlays hide this: MassPayoutRetrieveResponse.status has a new value: `pending`.",
    ]);
  });

  test("when they make it true of another operation", async () => {
    const { changes, notes } = await changed((schemas) => {
      schemas[item].properties.recipientType.enum.push("TRIAL_TYPE");
    });
    expect(changes).toMatchObject([{ text: "RecipientType has a new value: `TRIAL_TYPE`.", types: "minor" }]);
    expect(notes).toEqual([
      "By a correction of spec/overlays this is true of POST /v1/mass/payout/init too: " +
        `${item}.recipientType has a new value: \`TRIAL_TYPE\`.`,
    ]);
  });
});

test("what is valid and not in our style is taken in, and told", async () => {
  const { notes } = await changed((schemas) => {
    schemas.TrialSchema = { type: "object", description: "Nobody refers to it." };
  });
  expect(notes).toContainEqual(expect.stringContaining('"TrialSchema" is never used. (no-unused-components)'));
});

test("an amount is a number wherever it stands", async () => {
  const { files } = await changed((schemas) => {
    schemas[item].properties.trial = {
      type: "array",
      items: { type: "object", properties: { fee: { type: "decimal" } } },
    };
  });
  const { trial } = parse(files["spec/openapi.yaml"] ?? "").components.schemas[item].properties;
  expect(trial.items.properties.fee).toMatchObject({ type: "number", format: "decimal" });
});

test("a status that is gone takes its meaning along, also when there is no table to say so", () => {
  const { document } = published();
  const statuses = document.components.schemas[item].properties.itemStatus;
  statuses.enum = statuses.enum.filter((value: string) => value !== "QUEUED");
  const { files } = taken({ text: JSON.stringify(document) });
  expect(files["retrieve-mass-payout.status-tables.json"]).not.toContain("QUEUED");
});

test("a meaning that reads differently is a text, for the types and for the client that shows it", async () => {
  const result = changed((_, __, tables) => {
    tables[place].QUEUED = "In the queue.";
  });
  expect(await summaries(result)).toEqual([
    ["What `QUEUED` of MassPayoutItemStatus means reads differently: In the queue.", "patch", "patch"],
  ]);
});

test("what the corrections cover changes nothing that is generated, and is logged", async () => {
  const { files, changes } = await changed((_, { components }) => {
    components.parameters.AuthHeader.description = "Other words.";
  });
  expect(changes).toEqual([]);
  expect(files["spec/openapi.yaml"]).toBe(tree.document);
  expect(JSON.parse(files["spec/generation-log.json"] ?? "")).toHaveLength(tree.log.length + 1);
});

test("an example of ours that contradicts the vendor is for a person to mend, and named", async () => {
  const { changes, notes } = await changed((schemas) => {
    delete schemas[item].properties.referenceCode;
  });
  expect(changes).toMatchObject([{ types: "breaking", client: "breaking" }]);
  expect(notes).toContainEqual(
    expect.stringMatching(/^By hand: .*POST \/v1\/mass\/payout\/retrieve, answers\): publishedToQueue, /),
  );
});

describe("a page of an operation that was transcribed", () => {
  const { openapi, info, servers, tags, components } = published().document;
  const transcribed = JSON.parse(tree.upstream["retrieve-mass-payout-balance.json"] ?? "");
  const balance = {
    openapi,
    info,
    servers,
    tags,
    paths: transcribed.paths,
    components: { parameters: components.parameters, schemas: transcribed.components.schemas },
  };

  test("takes the transcription's place", async () => {
    const { files, changes, operations } = await update(pageOf(balance));
    expect(operations).toEqual(["GET /v1/mass/payout/balance"]);
    expect(files["spec/upstream/retrieve-mass-payout-balance.json"]).toBe(JSON.stringify(balance));
    expect(JSON.parse(files["spec/upstream/sources.json"] ?? "")["retrieve-mass-payout-balance.json"]).toEqual({
      source: "https://docs.iyzico.com/en/products/mass-payout",
      content: "The page's embedded OpenAPI block, byte for byte.",
      entered: "2031-05-06",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(changes).toEqual([]);
  });

  test("is not looked for where nobody has seen it: no address is kept of a file, nor one of this machine", () => {
    const originAfter = (source: { url?: string }) => {
      const { files } = taken({ ...source, text: pageOf(balance) });
      return JSON.parse(files["sources.json"] ?? "")["retrieve-mass-payout-balance.json"];
    };
    const known = { source: "https://docs.iyzico.com/en/products/mass-payout" };
    expect(originAfter({})).toMatchObject(known);
    expect(originAfter({})).not.toHaveProperty("page");
    expect(originAfter({ url: "http://127.0.0.1:1/balance.md" })).toEqual(originAfter({}));
    const page = "https://docs.iyzico.com/balance.md";
    expect(originAfter({ url: page })).toMatchObject({ source: page, page });
  });

  test("may have another name for a parameter of the path", async () => {
    const [path = ""] = Object.keys(JSON.parse(tree.upstream["retrieve-mass-payout-item.json"] ?? "").paths);
    const page = pageOf({ ...balance, paths: { [path.replace("{referenceCode}", "{id}")]: { get: {} } } });
    await expect(update(page)).rejects.toThrow(/^10-document|overlay|action/);
  });

  test("comes together with another that changes the same", async () => {
    const { document } = published();
    document.info.version = "1.1.0";
    const alone = "is one thing in retrieve-mass-payout-balance.json and another in retrieve-mass-payout.json";
    await expect(update(pageOf(balance), pageOf(document))).rejects.toThrow(alone);
    const { changes, operations } = await update(pageOf({ ...balance, info: document.info }), pageOf(document));
    expect(operations).toHaveLength(2);
    expect(changes).toMatchObject([{ text: "The document's info: version reads differently: 1.1.0", types: "patch" }]);
  });
});

describe("a page is refused", () => {
  const { document, tables } = published();
  const text = JSON.stringify(document);
  const other = structuredClone(document);
  other.info.version = "2.0.0";
  const payout = tables["MassPayoutSummary.massPayoutStatus"] ?? {};
  const documentWith = (change: (schemas: Json, document: Json) => void) => {
    const { document: copy } = published();
    change(copy.components.schemas, copy);
    return copy;
  };

  test.each<[string, string, string | RegExp]>([
    ["when it is empty", " \n", "page-1.md is empty."],
    ["when it has no document", "# Retrieve\n\nSoon.", "has no OpenAPI document in it"],
    [
      "when it is a page for people",
      "<!doctype html><html><body><h1>Sign in</h1></body></html>",
      "has no OpenAPI document",
    ],
    ["when its block is cut off", pageOf(text.slice(0, 900)), "The OpenAPI block of page-1.md is broken: "],
    ["when its block never ends", pageOf(text).split("\n```\n")[0]?.slice(0, -9) ?? "", "is broken: "],
    ["when its block has a comma too many", pageOf(text.replace("{", "{,")), "is broken: "],
    [
      "when a key is given twice",
      pageOf(text.replace('"info":', '"info":{"title":"x","version":"1"},"info":')),
      "is broken: Map keys must be unique",
    ],
    [
      "when it is of the format before",
      pageOf({ ...document, openapi: undefined, swagger: "2.0" }),
      "is no OpenAPI 3 document",
    ],
    ["when it has no paths", pageOf({ ...document, paths: undefined }), "has no paths"],
    [
      "when it describes no operation",
      pageOf({ ...document, paths: { "/v1/mass/payout/retrieve": {} } }),
      "describes no operation",
    ],
    [
      "when it describes two operations in one document",
      JSON.stringify({ ...document, paths: { ...document.paths, "/other": { get: {} } } }),
      "describes 2 operations in one document",
    ],
    [
      "when it describes one operation twice",
      `${pageOf(document)}\n${pageOf(other)}`,
      "is described twice, and not alike",
    ],
    [
      "when nobody knows its operation",
      pageOf({ ...document, paths: { "/v1/mass/payout/list": { get: {} } } }),
      "describes GET /v1/mass/payout/list, and no document of spec/upstream does. Known are ",
    ],
    [
      "when it lacks what a correction is for",
      pageOf(text.replaceAll("recipientName", "beneficiary")),
      "80-privacy.yaml, action 2 (target $.components.schemas.MassPayoutItemDetail.properties.recipientName) changes nothing",
    ],
    [
      "when it has what a correction adds",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties["recipientInfo"]["x-sensitive"] = true;
        }),
      ),
      "80-privacy.yaml, action 1",
    ],
    [
      "when it refers to what is not there",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { $ref: "#/components/schemas/Gone" };
        }),
      ),
      "Can't resolve $ref",
    ],
    [
      "when it is no valid document",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { type: 42 };
        }),
      ),
      "The document that comes out has faults",
    ],
    [
      "when it refers to a file",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { $ref: "file:///etc/passwd" };
        }),
      ),
      "refers to another document",
    ],
    [
      "when it refers to another place",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { $ref: "https://example.com/x.json" };
        }),
      ),
      "refers to another document",
    ],
    [
      "when a discriminator refers to a file",
      pageOf(
        documentWith((schemas) => {
          schemas[item].discriminator = { propertyName: "referenceCode", mapping: { a: "/etc/passwd" } };
        }),
      ),
      "refers to another document",
    ],
    [
      "when an example is a file",
      pageOf(
        documentWith((_, { paths }) => {
          const { content } = paths["/v1/mass/payout/retrieve"].post.responses["200"];
          content["application/json"].examples = { a: { externalValue: "../../secret.json" } };
        }),
      ),
      "refers to another document",
    ],
    [
      "when it turns around what is written",
      pageOf(
        documentWith((schemas) => {
          schemas[item].description = "\u202egnihton";
        }),
      ),
      "has characters in it that hide or turn around",
    ],
    [
      "when a terminal would act on it",
      pageOf(
        documentWith((schemas) => {
          schemas[item].description = "\u001b[2J";
        }),
      ),
      "has characters in it that hide or turn around",
    ],
    ...["", 'A"; evil(); "', "A`B", "A\nB"].map((value): [string, string, string] => [
      `when it lists ${JSON.stringify(value)}`,
      pageOf(documentWith((schemas) => schemas[item].properties.itemStatus.enum.push(value))),
      "lists a value that is no plain text",
    ]),
    [
      "when a schema is nothing",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = null;
        }),
      ),
      "has schemas of another form",
    ],
    [
      "when a list is none",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.itemStatus.enum = "INIT";
        }),
      ),
      "has schemas of another form",
    ],
    [
      "when it has what a correction refers to",
      pageOf(
        documentWith(({ MassPayoutRetrieveRequest }) => {
          MassPayoutRetrieveRequest.properties.itemType = { type: "string", enum: ["VALID", "INVALID"] };
        }),
      ),
      /^30-retrieve-request\.yaml, action \d+ .* refers to a schema where the document has come to say something itself/,
    ],
    [
      "when it gives a name of ours to something else",
      pageOf(
        documentWith((schemas) => {
          schemas.MassPayoutStatus = { type: "string", enum: ["A"] };
        }),
      ),
      "spec/overlays gives this name to something else",
    ],
    [
      "when it reaches behind objects",
      pageOf(text.replace('"paths":{', '"paths":{"__proto__":{"get":{}},')),
      "has a key that no document has",
    ],
    [
      "when a name in it would be source code",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties["x = 1; //"] = { type: "string", enum: ["A"] };
        }),
      ),
      "can't be a name in TypeScript",
    ],
    [
      "when two tables explain the same list",
      pageOf(document, { a: payout, b: payout }),
      "has two status tables of MassPayoutSummary.massPayoutStatus",
    ],
    [
      "when a table explains a status twice",
      pageOf(document).concat("\n| Status | Description |\n|-|-|\n| INIT | a |\n| INIT | b |\n"),
      "explains INIT twice",
    ],
    [
      "when a table has a row without a status",
      pageOf(document).concat("\n| Status | Description |\n|-|-|\n| INIT | a |\n| now what? | b |\n"),
      "has a row without a status",
    ],
    [
      "when a table may explain either list",
      pageOf(document).concat("\n| Status | Description |\n|-|-|\n| INIT | a |\n"),
      "may explain",
    ],
  ])("%s", async (_, page, message) => {
    await expect(update(page)).rejects.toThrow(message);
  });
});
