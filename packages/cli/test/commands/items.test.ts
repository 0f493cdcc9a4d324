import { Readable } from "node:stream";
import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { run } from "../../src/run.ts";
import { pageJson } from "../support/http-server.ts";
import { type Intercept, itemsOf, type SimulatedMerchant, simulateMerchant } from "../support/simulated-merchant.ts";

/** Rejects the pages of a listing from the third on. */
const failing: Intercept = ({ target, body }) =>
  target.includes("/retrieve") && JSON.parse(body).page >= 2
    ? { status: "failure", errorCode: "11", errorMessage: "rejected" }
    : undefined;

/** A payout of 5 items that is settled: the second is rejected, the third refunded. */
async function simulateSettled(intercept?: Intercept): Promise<SimulatedMerchant & { requestId: string }> {
  const outcomeOf: SimulatorOptions["outcomeOf"] = ({ itemExternalId }) =>
    itemExternalId.endsWith("-2") ? "rejected" : itemExternalId.endsWith("-3") ? "failed-refunded" : "paid";
  const merchant = await simulateMerchant({ outcomeOf }, intercept);
  const { requestId } = await merchant.iyzico.init({ externalId: "nov", items: itemsOf("nov", 5) });
  await merchant.iyzico.auth(requestId);
  return { ...merchant, requestId };
}

describe("items", () => {
  test("prints every item of all pages once, as a table", async () => {
    const { run, requestId } = await simulateSettled();
    const { exitCode, stdout, stderr } = await run(["items", "--request-id", requestId, "--page-size", "2"]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe("Items printed: 5 of 5.\n");
    const rows = stdout.split("\n").filter((line) => line.includes("MEMBER_ID"));
    expect(rows.map((row) => row.split(" ")[0])).toEqual(["nov-1", "nov-3", "nov-4", "nov-5", "nov-2"]);
    expect(stdout).not.toContain("member-secret");
  });

  test("prints only the unpaid ones, and says what unpaid does not mean", async () => {
    const { run } = await simulateSettled();
    const { stdout, stderr } = await run(["items", "--external-id", "nov", "--only", "unpaid", "--format", "ndjson"]);
    const items = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(items.map(({ itemExternalId, state }) => [itemExternalId, state])).toEqual([
      ["nov-3", "refunded"],
      ["nov-2", "rejected"],
    ]);
    expect(stderr).toContain("may be paid again once their payment is settled, and only with the plan");
  });

  test("prints only the items of a state", async () => {
    const { run } = await simulateSettled();
    const { stdout } = await run(["items", "--external-id", "nov", "--only", "rejected", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ items: [{ itemExternalId: "nov-2" }], isComplete: true });
  });

  test("refuses two forms at once, and takes one that is given twice", async () => {
    const { run } = await simulateSettled();
    const args = ["items", "--external-id", "nov", "--json"];
    const { exitCode, stderr } = await run([...args, "--format", "csv"]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining("--json and --format csv must not be given together."),
    ]);
    expect((await run([...args, "--format", "json"])).exitCode).toBe(0);
  });

  test("prints CSV for spreadsheets, with accounts masked", async () => {
    const { run, requestId } = await simulateSettled();
    const { stdout } = await run(["items", "--request-id", requestId, "--only", "refunded", "--format", "csv"]);
    const [heading, row, end] = stdout.split("\r\n");
    expect(heading).toBe(
      "\uFEFFitem_external_id,reference_code,recipient_type,recipient_masked,recipient_name,description,amount,commission," +
        "currency,item_status,state,messages",
    );
    expect(row).toMatch(/^nov-3,[\w-]+,MEMBER_ID,…et-3,,November,10\.50,0\.00,TRY,DEPOSIT_SUCCESS,refunded,/);
    expect(end).toBe("");
  });

  test("prints CSV for Turkish spreadsheets with semicolons and decimal commas", async () => {
    const { run } = await simulateSettled();
    const { stdout } = await run(["items", "--external-id", "nov", "--format", "csv", "--locale", "tr"]);
    expect(stdout).toContain(";10,50;0,00;TRY;");
  });

  test("prints no cell that a spreadsheet program takes for a formula", async () => {
    const { iyzico, run } = await simulateMerchant();
    const items = ["=1+1", "+1", "-1", "@x"].map((description, index) => ({
      ...(itemsOf("=evil", 4)[index] as ReturnType<typeof itemsOf>[number]),
      description: `${description},"`,
    }));
    await iyzico.init({ externalId: "=evil", items });
    const { stdout } = await run(["items", "--external-id", "=evil", "--format", "csv"]);
    const [, ...rows] = stdout.trimEnd().split("\r\n");
    for (const row of rows) expect(row).toMatch(/^'=evil-\d,.*,"'[=+\-@].*,""",10\.50,/);
  });

  test("says in the JSON, by the exit code and on stderr that a list is not complete", async () => {
    const { run, requestId } = await simulateSettled(failing);
    const { exitCode, stdout, stderr } = await run(["items", "--request-id", requestId, "--page-size", "1", "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ isComplete: false, error: { operation: "retrieve" } });
    expect(JSON.parse(stdout).items.length).toBeLessThan(5);
    expect(stderr).toContain("The list is incomplete");
  });

  test("says so in NDJSON too", async () => {
    const { run, requestId } = await simulateSettled(failing);
    const { exitCode, stdout } = await run([
      "items",
      "--request-id",
      requestId,
      "--page-size",
      "1",
      "--format",
      "ndjson",
    ]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")).toHaveProperty("error.code");
  });

  test("prints the rows of a table and of CSV that it has read before a failure", async () => {
    for (const format of ["table", "csv"]) {
      const { run, requestId } = await simulateSettled(failing);
      const args = ["items", "--request-id", requestId, "--page-size", "1", "--format", format];
      const { exitCode, stdout, stderr } = await run(args);
      expect([exitCode, stdout.includes("nov-1")]).toEqual([1, true]);
      expect(stderr).toContain("Act on no item of it");
    }
  });

  test("prints no table if it fails before the first item", async () => {
    const { run } = await simulateMerchant();
    expect(await run(["items", "--request-id", "unknown"])).toMatchObject({ exitCode: 1, stdout: "" });
  });

  test("prints what fails before the first item as JSON too", async () => {
    const { run } = await simulateMerchant();
    const { exitCode, stdout, stderr } = await run(["items", "--request-id", "unknown", "--json"]);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([1, { items: [], isComplete: false }]);
    expect(stderr).not.toContain("The list is incomplete");
  });

  test("says that there are none", async () => {
    const { run } = await simulateSettled();
    const { stdout } = await run(["items", "--external-id", "nov", "--only", "unknown"]);
    expect(stdout).toBe("No items to print.\n");
  });

  test("prints an item of which iyzico shows hardly anything, in each form", async () => {
    const { run: runItems } = await simulateMerchant({}, ({ body }) => {
      const items = JSON.parse(body).itemType === "VALID" ? [{ itemExternalId: "nov-1" }] : [];
      return JSON.parse(pageJson({ items }));
    });
    for (const format of ["table", "csv", "ndjson", "json"]) {
      const { exitCode, stdout } = await runItems(["items", "--external-id", "nov", "--format", format]);
      expect([exitCode, stdout]).toEqual([0, expect.stringContaining("INIT")]);
    }
  });

  test("passes on what is no failure of iyzico, such as an output that fails", async () => {
    const { environment } = await simulateSettled();
    const program = {
      environment,
      stdin: Readable.from([]),
      stdout: {
        write(text: unknown) {
          if (String(text).includes("nov-1")) throw new Error("disk full");
          return true;
        },
      },
      stderr: { write: () => true },
      stopSignal: () => new AbortController().signal,
    };
    await expect(run(["items", "--external-id", "nov", "--json"], program)).rejects.toThrow("disk full");
  });

  test("requires an id of the payout", async () => {
    const { run } = await simulateMerchant();
    expect((await run(["items"])).exitCode).toBe(2);
  });
});
