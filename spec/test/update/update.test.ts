import { beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { readPage } from "../../update/read/page.ts";
import { applyPages } from "../../update/read/upstream.ts";
import { prepareUpdate } from "../../update/update.ts";
import { type Json, pageOf, published, tree } from "../support/pages.ts";

const update = (...texts: string[]) =>
  prepareUpdate(
    texts.map((text, index) => ({ address: `page-${index + 1}.md`, text })),
    tree,
    "2031-05-06",
  );
/** Applies a page to spec/upstream alone. */
const applied = (page: { text: string; url?: string }) => {
  const source = { address: "page-1.md", ...page };
  return applyPages(tree.upstream, [{ source, ...readPage(source) }], "2031-05-06");
};
const item = "MassPayoutItemDetail";
const property = `${item}.itemStatus`;

/** Imports the page of retrieve with a change. */
function updateWith(change: (schemas: Json, document: Json, tables: Json) => void) {
  const { document, tables } = published();
  change(document.components.schemas, document, tables);
  return update(pageOf(document, tables));
}

const summaries = async (result: ReturnType<typeof update>) =>
  (await result).changes.map(({ text, types, client }) => [text, types, client]);

describe("an import without changes", () => {
  const { document, tables } = published();
  const markdownTable = (table: Record<string, string>) =>
    ["| Status | Description |", "| --- | --- |", ...Object.entries(table).map((row) => `| ${row.join(" | ")} |`)].join(
      "\n",
    );
  const reordered = Object.fromEntries(Object.entries(document).reverse());

  test.each([
    ["has the published page", pageOf(document, tables)],
    ["has the page with CRLF line ends", pageOf(document, tables).replaceAll("\n", "\r\n")],
    ["has the tables in Markdown", [pageOf(document), ...Object.values(tables).map(markdownTable)].join("\n\n")],
    ["has a block with other white space and another order", pageOf(JSON.stringify(reordered, null, 4), tables)],
    ["has the bare document", JSON.stringify(document, null, 2)],
    ["has the document as YAML", `# The API\n${stringify(document)}`],
    [
      "has a block of YAML",
      pageOf(document, tables).replace(/```json\n.*?\n```/s, `\`\`\`yaml\n${stringify(document)}\`\`\``),
    ],
    ["has the same block twice", `${pageOf(document, tables)}\n${pageOf(document)}`],
    [
      "has a page that begins with a hint",
      `{% hint style="info" %}\nNew!\n{% endhint %}\n\n${pageOf(document, tables)}`,
    ],
    ["has line breaks in a table", pageOf(document, tables).replaceAll("items related", "items<br>related")],
    [
      "has other code and other tables in the page",
      `\`\`\`json\n{"status": "success"}\n\`\`\`\n\n| Error | Description |\n|-|-|\n| 11 | x |\n\n${pageOf(document, tables)}`,
    ],
    [
      "has a table of HTTP statuses in the page",
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

  test("replaces the document, and no other file of upstream", () => {
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
      importNumber: 1,
      page,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test("is added to the document, the types and the log", () => {
    const { files } = result;
    const made = parse(files["spec/openapi.yaml"] ?? "");
    expect(made.components.schemas[item].properties.trialField).toEqual({ type: "string" });
    expect(files["packages/types/src/generated/api.ts"]).toContain("trialField?: string;");
    const log = JSON.parse(files["spec/generation-log.json"] ?? "");
    expect(log).toHaveLength(tree.log.length + 1);
    expect(log.at(-1)).toMatchObject({ date: "2031-05-06" });
  });

  test("is reported for every operation that has it", () => {
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

  test("is added with its description, which replaces the missing translation", async () => {
    const { files, changes, notes } = await updateWith((schemas, _, tables) => {
      onHold(schemas);
      tables[property].TRIAL_STATUS = "Kept &amp; checked.";
    });
    const descriptions = files["packages/types/src/generated/descriptions.ts"];
    expect(descriptions).toContain('"TRIAL_STATUS": {\n    "en": "Kept & checked.",\n    "tr": "Kept & checked."\n  }');
    expect(files["packages/types/src/generated/enums.ts"]).toContain('"TRIAL_STATUS"');
    expect(changes.map(({ text }) => text)).toEqual([
      "MassPayoutItemStatus has a new value: `TRIAL_STATUS`. It means: Kept & checked.",
    ]);
    expect(notes).toEqual([translate]);
  });

  test("may be in the document alone", async () => {
    const { files, changes, notes } = await updateWith(onHold);
    expect(files["packages/types/src/generated/descriptions.ts"]).toContain('"TRIAL_STATUS": {\n    "en": "Listed by');
    expect(changes).toMatchObject([{ types: "minor", client: "minor" }]);
    expect(notes).toEqual([`TRIAL_STATUS is in the document and not in the status table of ${property}.`]);
  });

  test("may be in the table alone", async () => {
    const { files, changes, notes } = await updateWith((_, __, tables) => {
      tables[property].TRIAL_STATUS = "Kept.";
    });
    expect(files["spec/upstream/retrieve-mass-payout.json"]).toBe(tree.upstream["retrieve-mass-payout.json"]);
    expect(parse(files["spec/openapi.yaml"] ?? "").components.schemas.MassPayoutItemStatus.enum).toContain(
      "TRIAL_STATUS",
    );
    expect(changes).toMatchObject([{ types: "minor", client: "minor" }]);
    expect(notes).toEqual([
      `TRIAL_STATUS is in the status table of ${property} and not in the document: it is treated as documented.`,
      translate,
    ]);
  });

  test("may be in a bare document, and the known descriptions are kept", () => {
    const { document, tables } = published();
    onHold(document.components.schemas);
    const { files, notes } = applied({ text: JSON.stringify(document) });
    expect(JSON.parse(files["retrieve-mass-payout.status-tables.json"] ?? "")).toEqual(tables);
    expect(notes).toEqual([`TRIAL_STATUS of ${property} has no description.`]);
  });
});

test("a status with an empty description in its table has no description, and a note names it", async () => {
  const { files, notes } = await updateWith((_, __, tables) => {
    tables[property].QUEUED = "";
  });
  expect(files["packages/types/src/generated/descriptions.ts"]).toContain('"QUEUED": {\n    "en": "Listed by');
  expect(notes).toEqual([`QUEUED has no description in the status table of ${property}.`]);
});

test("a page that no longer has its tables changes nothing, and a note says so", async () => {
  const { files, notes } = await update(pageOf(published().document));
  expect(files).toEqual({});
  expect(notes).toContain(`page-1.md no longer has a status table of ${property}: the known descriptions are kept.`);
});

describe("the effect of the corrections on a change is told", () => {
  test("when they hide it", async () => {
    const { changes, notes } = await updateWith(({ MassPayoutRetrieveResponse }) => {
      MassPayoutRetrieveResponse.properties.status.enum.push("pending");
    });
    expect(changes).toMatchObject([
      {
        text: "MassPayoutRetrieveResponse.status has a new value: `pending`.",
        types: "minor",
        hiddenBy: "our correction spec/overlays/50-envelope.yaml, action 2: Replaced by the named schema.",
      },
    ]);
    expect(notes).toEqual([]);
  });

  test("when they extend it to another operation", async () => {
    const { changes, notes } = await updateWith((schemas) => {
      schemas[item].properties.recipientType.enum.push("TRIAL_TYPE");
    });
    expect(changes).toMatchObject([{ text: "RecipientType has a new value: `TRIAL_TYPE`.", types: "minor" }]);
    expect(notes).toEqual([
      "A correction of spec/overlays extends this change to POST /v1/mass/payout/init: " +
        `${item}.recipientType has a new value: \`TRIAL_TYPE\`.`,
    ]);
  });
});

test("a document with a lint warning is imported, and a note has the warning", async () => {
  const { notes } = await updateWith((schemas) => {
    schemas.TrialSchema = { type: "object", description: "Not referred to." };
  });
  expect(notes).toContainEqual(expect.stringContaining('"TrialSchema" is never used. (no-unused-components)'));
});

test("a note tells what the types leave out, once", async () => {
  const withLink = (_: Json, { paths }: Json) => {
    paths["/v1/mass/payout/retrieve"].post.responses[200].links = { again: { operationId: "retrieveMassPayout" } };
  };
  const note = "#/paths/~1v1~1mass~1payout~1retrieve/post/responses/200: links is not carried into the types";
  const { files, notes } = await updateWith(withLink);
  expect(notes).toContain(note);
  const { document, tables } = published();
  withLink(undefined, document);
  document.info.version = "1.1.0";
  const after = { ...tree, document: files["spec/openapi.yaml"] ?? "" };
  const again = await prepareUpdate([{ address: "page.md", text: pageOf(document, tables) }], after, "2031-05-07");
  expect(again.notes).not.toContain(note);
});

test("a status that may be null is no status named null", async () => {
  const { files, changes, notes } = await updateWith((schemas) => {
    Object.assign(schemas[item].properties.itemStatus, { nullable: true });
    schemas[item].properties.itemStatus.enum.push(null);
  });
  expect(files["packages/types/src/generated/enums.ts"]).not.toContain("null");
  expect(files["packages/types/src/generated/descriptions.ts"]).not.toContain('"null"');
  expect(files["packages/types/src/generated/api.ts"]).toMatch(/MassPayoutItemStatus: .* \| null;/);
  expect(changes.map(({ types }) => types)).toContain("breaking");
  expect(notes.join()).not.toContain("null has no description");
});

test("a page in OpenAPI 3.1 is imported", async () => {
  const { files, changes } = await updateWith((schemas, document) => {
    document.openapi = "3.1.0";
    schemas[item].properties.trial = { type: ["string", "null"] };
  });
  expect(files["packages/types/src/generated/api.ts"]).toContain("trial?: string | null;");
  expect(changes).toContainEqual(expect.objectContaining({ types: "minor" }));
});

test("a change is rated at least as high as the difference of the generated types", async () => {
  const { changes, files } = await updateWith((schemas) => {
    schemas[item].properties.recipientName.readOnly = true;
  });
  expect(files["packages/types/src/generated/api.ts"]).toContain("readonly recipientName?: string;");
  expect(changes).toMatchObject([{ types: "minor", text: expect.stringContaining(`${item}.recipientName`) }]);
});

test("an amount is a number wherever it occurs", async () => {
  const { files } = await updateWith((schemas) => {
    schemas[item].properties.trial = {
      type: "array",
      items: { type: "object", properties: { fee: { type: "decimal" } } },
    };
  });
  const { trial } = parse(files["spec/openapi.yaml"] ?? "").components.schemas[item].properties;
  expect(trial.items.properties.fee).toMatchObject({ type: "number", format: "decimal" });
});

test("a removed status loses its description, also without a table in the page", () => {
  const { document } = published();
  const statuses = document.components.schemas[item].properties.itemStatus;
  statuses.enum = statuses.enum.filter((value: string) => value !== "QUEUED");
  const { files } = applied({ text: JSON.stringify(document) });
  expect(files["retrieve-mass-payout.status-tables.json"]).not.toContain("QUEUED");
});

test("a changed description is a patch, for the types and for the client that displays it", async () => {
  const result = updateWith((_, __, tables) => {
    tables[property].QUEUED = "In the queue.";
  });
  expect(await summaries(result)).toEqual([
    ["The description of `QUEUED` of MassPayoutItemStatus changed: In the queue.", "patch", "patch"],
  ]);
});

test("a change of what the corrections remove is told, changes no generated file, and is logged", async () => {
  const { files, changes } = await updateWith((_, { components }) => {
    components.parameters.AuthHeader.description = "Other words.";
  });
  expect(changes).toMatchObject([
    { types: "patch", client: "none", hiddenBy: expect.stringContaining("40-authentication.yaml, action 5") },
  ]);
  expect(files["spec/openapi.yaml"]).toBe(tree.document);
  expect(JSON.parse(files["spec/generation-log.json"] ?? "")).toHaveLength(tree.log.length + 1);
});

test("an example of ours that contradicts the vendor is named in a note", async () => {
  const { changes, notes } = await updateWith((schemas) => {
    delete schemas[item].properties.referenceCode;
  });
  expect(changes).toMatchObject([{ types: "breaking", client: "breaking" }]);
  expect(notes).toContainEqual(
    expect.stringMatching(
      /^By hand: correct examples .*POST \/v1\/mass\/payout\/retrieve, answers\): publishedToQueue, /,
    ),
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

  test("replaces the transcription", async () => {
    const { files, changes, operations } = await update(pageOf(balance));
    expect(operations).toEqual(["GET /v1/mass/payout/balance"]);
    expect(files["spec/upstream/retrieve-mass-payout-balance.json"]).toBe(JSON.stringify(balance));
    expect(JSON.parse(files["spec/upstream/sources.json"] ?? "")["retrieve-mass-payout-balance.json"]).toEqual({
      source: "https://docs.iyzico.com/en/products/mass-payout",
      content: "The page's embedded OpenAPI block, byte for byte.",
      entered: "2031-05-06",
      importNumber: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(changes).toEqual([]);
  });

  test("gets no page URL from a file or a loopback address", () => {
    const originAfter = (source: { url?: string }) => {
      const { files } = applied({ ...source, text: pageOf(balance) });
      return JSON.parse(files["sources.json"] ?? "")["retrieve-mass-payout-balance.json"];
    };
    const known = { source: "https://docs.iyzico.com/en/products/mass-payout" };
    expect(originAfter({})).toMatchObject(known);
    expect(originAfter({})).not.toHaveProperty("page");
    expect(originAfter({ url: "http://127.0.0.1:1/balance.md" })).toEqual(originAfter({}));
    const page = "https://docs.iyzico.com/balance.md";
    expect(originAfter({ url: page })).toMatchObject({ source: page, page });
  });

  test("may have another name for a path parameter", async () => {
    const [path = ""] = Object.keys(JSON.parse(tree.upstream["retrieve-mass-payout-item.json"] ?? "").paths);
    const page = pageOf({ ...balance, paths: { [path.replace("{referenceCode}", "{id}")]: { get: {} } } });
    await expect(update(page)).rejects.toThrow(/^10-document|overlay|action/);
  });
});

describe("a page is rejected", () => {
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
    ["when it has no document", "# Retrieve\n\nSoon.", "has no OpenAPI document"],
    [
      "when it is a page of HTML",
      "<!doctype html><html><body><h1>Sign in</h1></body></html>",
      "has no OpenAPI document",
    ],
    ["when its block is cut off", pageOf(text.slice(0, 900)), "The OpenAPI block of page-1.md is malformed: "],
    ["when its block never ends", pageOf(text).split("\n```\n")[0]?.slice(0, -9) ?? "", "is malformed: "],
    ["when its block has a comma too many", pageOf(text.replace("{", "{,")), "is malformed: "],
    [
      "when a key is given twice",
      pageOf(text.replace('"info":', '"info":{"title":"x","version":"1"},"info":')),
      "is malformed: Map keys must be unique",
    ],
    [
      "when it is a Swagger 2 document",
      pageOf({ ...document, openapi: undefined, swagger: "2.0" }),
      "must be an OpenAPI 3 document",
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
      "is described twice, with differences",
    ],
    [
      "when its operation is unknown",
      pageOf({ ...document, paths: { "/v1/mass/payout/list": { get: {} } } }),
      "describes GET /v1/mass/payout/list, which must be one of the operations of spec/upstream: ",
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
      "when it refers to a missing schema",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { $ref: "#/components/schemas/Gone" };
        }),
      ),
      "Can't resolve $ref",
    ],
    [
      "when it is not a valid document",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { type: 42 };
        }),
      ),
      "The resulting document is invalid",
    ],
    [
      "when it refers to a file",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { $ref: "file:///etc/passwd" };
        }),
      ),
      "must not refer to another document",
    ],
    [
      "when it refers to a URL",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { $ref: "https://example.com/x.json" };
        }),
      ),
      "must not refer to another document",
    ],
    [
      "when a discriminator refers to a file",
      pageOf(
        documentWith((schemas) => {
          schemas[item].discriminator = { propertyName: "referenceCode", mapping: { a: "/etc/passwd" } };
        }),
      ),
      "must not refer to another document",
    ],
    [
      "when an example is a file",
      pageOf(
        documentWith((_, { paths }) => {
          const { content } = paths["/v1/mass/payout/retrieve"].post.responses["200"];
          content["application/json"].examples = { a: { externalValue: "../../secret.json" } };
        }),
      ),
      "must not refer to another document",
    ],
    [
      "when it has characters that change the text direction",
      pageOf(
        documentWith((schemas) => {
          schemas[item].description = "\u202egnihton";
        }),
      ),
      "must not contain control characters",
    ],
    [
      "when it has control characters",
      pageOf(
        documentWith((schemas) => {
          schemas[item].description = "\u001b[2J";
        }),
      ),
      "must not contain control characters",
    ],
    ...["", 'A"; evil(); "', "A`B", "A\nB"].map((value): [string, string, string] => [
      `when it lists ${JSON.stringify(value)}`,
      pageOf(documentWith((schemas) => schemas[item].properties.itemStatus.enum.push(value))),
      "lists an unsafe value",
    ]),
    [
      "when a schema is null",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = null;
        }),
      ),
      "has a malformed schema",
    ],
    [
      "when an enum is not a list",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.itemStatus.enum = "INIT";
        }),
      ),
      "has a malformed schema",
    ],
    [
      "when it has what a correction refers to",
      pageOf(
        documentWith(({ MassPayoutRetrieveRequest }) => {
          MassPayoutRetrieveRequest.properties.itemType = { type: "string", enum: ["VALID", "INVALID"] };
        }),
      ),
      /^30-retrieve-request\.yaml, action \d+ .* adds a reference to a schema that now has a type or values of its own/,
    ],
    [
      "when it uses a schema name of the corrections",
      pageOf(
        documentWith((schemas) => {
          schemas.MassPayoutStatus = { type: "string", enum: ["A"] };
        }),
      ),
      "spec/overlays must use another name",
    ],
    [
      "when it has a key that pollutes prototypes",
      pageOf(text.replace('"paths":{', '"paths":{"__proto__":{"get":{}},')),
      "has an unsafe key",
    ],
    ...["valueOf", "isPrototypeOf", "hasOwnProperty"].map((name): [string, string, string] => [
      `when a schema is named ${name}`,
      pageOf(documentWith((schemas) => Object.assign(schemas, { [name]: { type: "string" } }))),
      `The OpenAPI block of page-1.md has an unsafe key: "${name}".`,
    ]),
    [
      "when a schema is nested more deeply than the tools can read",
      pageOf(
        documentWith((schemas) => {
          schemas.Deep = Array.from({ length: 100 }).reduce((inner) => ({ allOf: [inner] }), { type: "string" });
        }),
      ),
      "The OpenAPI block of page-1.md must not be nested more deeply than 64 levels.",
    ],
    [
      "when its text is nested more deeply than can be parsed",
      `{"openapi": "3.0.3", "x": ${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
      "page-1.md is malformed: ",
    ],
    ...[
      ["to itself", { A: { $ref: "#/components/schemas/A" } }] as const,
      ["around", { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } }] as const,
    ].map(([way, added]): [string, string, string] => [
      `when a reference leads ${way}`,
      pageOf(documentWith((schemas) => Object.assign(schemas, added))),
      "The OpenAPI block of page-1.md has a reference that leads back to itself: ",
    ]),
    [
      "when a name is not an identifier",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties["x = 1; //"] = { type: "string", enum: ["A"] };
        }),
      ),
      "can't be a name in TypeScript",
    ],
    ["when tags are no list", pageOf({ ...document, tags: { name: "A" } }), "has malformed tags: each needs a name"],
    ["when a tag has no name", pageOf({ ...document, tags: [{}] }), "has malformed tags: each needs a name"],
    ["when webhooks are a list", pageOf({ ...document, webhooks: [] }), "has malformed webhooks"],
    [
      "when it is of a version without a generator of types",
      pageOf({ ...document, openapi: "3.2.0" }),
      "must be a document of OpenAPI 3.0 or 3.1: types can't be generated from 3.2.0",
    ],
    [
      "when a schema has a name that the generated code uses",
      pageOf(
        documentWith((schemas) => {
          schemas.Record = { type: "object" };
        }),
      ),
      "components schemas Record would become the type Record, a name that the generated code uses",
    ],
    [
      "when the generated types don't compile",
      pageOf(
        documentWith((schemas) => {
          schemas.Thi = { type: "string", enum: ["A"] };
        }),
      ),
      /^The generated types don't compile: .*\ngenerated\/enums\.ts\(\d+,\d+\): error TS/,
    ],
    [
      "when no example can be validated",
      pageOf(
        documentWith((schemas) => {
          schemas[item].properties.trial = { $ref: "#/components/schemas/MassPayoutSummary", nullable: true };
        }),
      ),
      "The resulting document is invalid",
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
