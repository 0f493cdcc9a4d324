import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sumByCurrency } from "@iyzico-mass-payout/client";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf, runAxe } from "../src/axe.ts";
import { launchBrowser } from "../src/launch.ts";
import { a4Width, type OpenPage, openPage, type View } from "../src/open-page.ts";
import { createSample, type SampleOptions, type SamplePayment } from "../src/payments.ts";
import type { Browser, Page } from "../src/playwright.ts";
import { type ReportOptions, writeReport } from "../src/reports.ts";

const settled = ["SUCCESS", "SUCCESS", "DEPOSIT_FAIL", "DEPOSIT_SUCCESS", "INVALID", "SUCCESS", "SUCCESS"];
const open = [...settled, "PROCESSING", "FAILED", "INIT", "NEW_STATUS"];

const script = "window.isExecuted = true";
const hostileNames = [
  `<img src=x onerror="${script}">`,
  `</script><script>${script}</script>`,
  `" onmouseover="${script}" x="`,
  `javascript:${script}`,
  "\u202Egnp.elif",
];

/** Every report that is looked at. */
const samples: Record<string, SampleOptions & ReportOptions> = {
  "five-tr": { locale: "tr", count: 5, statuses: settled },
  "five-en": { locale: "en", count: 5, statuses: settled },
  "settled-tr": { locale: "tr", count: 6, statuses: ["SUCCESS", "DEPOSIT_SUCCESS", "INVALID"] },
  "paid-tr": { locale: "tr", count: 3, statuses: ["SUCCESS"] },
  "open-tr": { locale: "tr", count: 15, statuses: open, hasAbandoned: true },
  "without-plan-en": { locale: "en", count: 8, statuses: open, hasPlan: false },
  "currencies-en": { locale: "en", count: 12, statuses: settled, currencies: ["TRY", "USD", "EUR"] },
  "long-tr": {
    locale: "tr",
    count: 6,
    statuses: settled,
    names: [`Uzunadlıoğulları${"ğ".repeat(120)}`, "Alıcı Şğıöü ".repeat(20).trim()],
    amounts: ["123456789012345.67", "0.01"],
    description: `Açıklama${"ı".repeat(150)}`,
    note: "ç".repeat(300),
  },
  "hostile-tr": {
    locale: "tr",
    count: 5,
    statuses: settled,
    names: hostileNames,
    description: hostileNames.join(" "),
    note: hostileNames.join(" "),
  },
  // As floats, the first two are the same.
  "precise-tr": {
    locale: "tr",
    count: 4,
    statuses: ["SUCCESS"],
    amounts: ["90071992547409.93", "90071992547409.92", "9.5", "10"],
  },
  "four-hundred-tr": { locale: "tr", count: 400, statuses: settled },
  "two-thousand-en": { locale: "en", count: 2_000, statuses: settled },
};
const names = Object.keys(samples);

function isLong(name: string): boolean {
  return (samples[name]?.count ?? 0) >= 400;
}

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "mass-payout-browser-"));
const files = new Map<string, string>();
const payments = new Map<string, SamplePayment>();

beforeAll(async () => {
  for (const [name, options] of Object.entries(samples)) {
    const sample = await createSample(options);
    payments.set(name, sample);
    files.set(name, await writeReport(join(folder, name), sample, options));
  }
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens a report, and expects that it did nothing but what it should when it is closed. */
async function inReport(name: string, view: View, use: (page: Page) => Promise<void>): Promise<void> {
  const opened: OpenPage = await openPage(browser, files.get(name) as string, view);
  await use(opened.page);
  expect(opened.incidents).toEqual([]);
  await opened.close();
}

/** What the columns of the rows that are shown have, in their order. */
function shownCells(page: Page, column: string): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll(".recipients tbody tr:not([hidden]) .${column}")].map((cell) => cell.innerText.split("\\n")[0])`,
  );
}

/** Together they have every part of the page. Axe takes seconds for a page, and minutes for thousands of rows. */
const checkedByAxe = ["paid-tr", "open-tr", "without-plan-en", "long-tr"];

describe.each<[string, View]>([
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { width: 360 }],
])("%s", (_name, view) => {
  test.each(checkedByAxe)("%s has no accessibility fault, and its contrast is computed", async (name) => {
    await inReport(name, view, async (page) => {
      const { violations, passes, incomplete } = await runAxe(page);
      expect(findingsOf(violations)).toEqual([]);
      expect(findingsOf(incomplete)).toEqual([]);
      expect(passes.find(({ id }) => id === "color-contrast")?.nodes.length).toBeGreaterThan(30);
    });
  });
});

test.each(names)("%s is no wider than a screen of 360 pixels", async (name) => {
  await inReport(name, { width: 360 }, async (page) => {
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });
});

describe("on A4", () => {
  const clipped = `[...document.querySelectorAll("td, th, p, h1, h2, dd, caption")].filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && getComputedStyle(element).display !== "inline").map((element) => element.outerHTML.slice(0, 200))`;

  test.each(names)("%s has no clipped column, and is black on white", async (name) => {
    await inReport(name, { media: "print", width: a4Width, colorScheme: "dark" }, async (page) => {
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(a4Width);
      expect(await page.evaluate(clipped)).toEqual([]);
      expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe(
        "rgb(255, 255, 255)",
      );
      expect(await page.evaluate("getComputedStyle(document.querySelector('.filter')).display")).toBe("none");
      const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const pages = pdf.match(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/g) ?? [];
      expect(pages.length).toBe(pdf.match(/\/MediaBox/g)?.length);
      expect(pages.length).toBeGreaterThan(0);
    });
  });
});

describe("sorting", () => {
  /** Presses the button of a heading as a keyboard does. */
  const press = async (page: Page, column: string) => {
    await page.focus(`.recipients th.${column} button`);
    await page.keyboard.press("Enter");
  };
  const ariaSort = (page: Page) =>
    page.evaluate(
      `Object.fromEntries([...document.querySelectorAll("th[aria-sort]")].map((th) => [th.className, th.ariaSort]))`,
    );

  test("by amount is exact, where floats would be equal, and returns to the order of the page", async () => {
    await inReport("precise-tr", {}, async (page) => {
      const begin = await shownCells(page, "amount");
      await press(page, "amount");
      expect(await shownCells(page, "amount")).toEqual([
        "₺9,50",
        "₺10,00",
        "₺90.071.992.547.409,92",
        "₺90.071.992.547.409,93",
      ]);
      expect(await ariaSort(page)).toMatchObject({ amount: "ascending", recipient: "none" });
      await press(page, "amount");
      expect(await shownCells(page, "amount")).toEqual([
        "₺90.071.992.547.409,93",
        "₺90.071.992.547.409,92",
        "₺10,00",
        "₺9,50",
      ]);
      expect(await ariaSort(page)).toMatchObject({ amount: "descending" });
      await press(page, "amount");
      expect(await shownCells(page, "amount")).toEqual(begin);
      expect(await ariaSort(page)).toMatchObject({ amount: "none" });
    });
  });

  test("by name has the order of the Turkish alphabet", async () => {
    await inReport("five-tr", {}, async (page) => {
      await press(page, "recipient");
      expect(await shownCells(page, "name")).toEqual([
        "Alıcı Bir",
        "Çalışan Işüç",
        "Görevli Beş",
        "İşçi Dört",
        "Müdür İki",
      ]);
    });
  });

  test("by state, time and commission moves every row, and loses none", async () => {
    await inReport("open-tr", {}, async (page) => {
      const all = (await shownCells(page, "item")).sort();
      for (const column of ["status", "final", "commission", "item"]) {
        await press(page, column);
        expect((await shownCells(page, "item")).sort()).toEqual(all);
        expect(await ariaSort(page)).toMatchObject({ [column]: "ascending" });
      }
      expect(await shownCells(page, "item")).toEqual(all);
    });
  });

  test("by amount keeps currencies apart", async () => {
    await inReport("currencies-en", {}, async (page) => {
      await press(page, "amount");
      const currencies: string[] = await page.evaluate(
        "[...document.querySelectorAll('.recipients tbody tr')].map((row) => row.dataset.currency)",
      );
      expect(currencies).toEqual([...currencies].sort());
    });
  });

  test("works with two thousand recipients", async () => {
    await inReport("two-thousand-en", {}, async (page) => {
      await press(page, "amount");
      const amounts: string[] = await page.evaluate(
        "[...document.querySelectorAll('.recipients tbody td.amount')].map((cell) => cell.dataset.value)",
      );
      expect(amounts).toHaveLength(2_000);
      expect(amounts).toEqual([...amounts].sort((one, other) => Number(BigInt(one) - BigInt(other))));
    });
  });
});

describe("filtering", () => {
  const status = (page: Page) => page.evaluate<string>("document.getElementById('shown').textContent");

  test("finds a name without its marks, and says how many are shown with their exact sum", async () => {
    await inReport("precise-tr", {}, async (page) => {
      expect(await status(page)).toBe("");
      for (const text of ["alici bir", "ALICI bir", "0001 alıcı bir"]) {
        await page.fill("#search", text);
        expect(await shownCells(page, "name")).toEqual(["Alıcı Bir"]);
        expect(await status(page)).toBe("4 alıcıdan 1 alıcı: ₺90.071.992.547.409,93");
      }
      await page.fill("#search", "isuc");
      expect(await shownCells(page, "name")).toEqual(["Çalışan Işüç"]);
      await page.fill("#search", "maas-2026-11-0001 mudur");
      expect(await shownCells(page, "name")).toEqual([]);
      expect(await status(page)).toBe("4 alıcıdan 0 alıcı: –");
      await page.fill("#search", "");
      expect(await shownCells(page, "name")).toHaveLength(4);
      expect(await status(page)).toBe("");
    });
  });

  test("by state shows only that state, sums each currency, and hides the totals of all", async () => {
    await inReport("currencies-en", {}, async (page) => {
      await page.selectOption("#filter-state", "paid");
      expect(new Set(await shownCells(page, "status"))).toEqual(new Set(["paid"]));
      const paid =
        payments.get("currencies-en")?.payment.items.filter(({ itemStatus }) => itemStatus === "SUCCESS") ?? [];
      const [count, sums = ""] = (await status(page)).split(": ");
      expect(count).toBe(`${paid.length} of 12 recipients`);
      expect(sums.split(", ").map(digitsOf).sort()).toEqual(Object.values(sumByCurrency(paid)).map(digitsOf).sort());
      expect(await page.evaluate("document.querySelector('tfoot[role]').hidden")).toBe(true);
    });
  });

  test("is announced: what is shown is a live region", async () => {
    await inReport("five-en", {}, async (page) => {
      expect(await page.evaluate("document.getElementById('shown').getAttribute('role')")).toBe("status");
    });
  });

  test("can be seen on paper, so that a part is not taken for the whole", async () => {
    await inReport("five-en", {}, async (page) => {
      await page.fill("#search", "Alıcı");
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate("document.getElementById('shown').getBoundingClientRect().height")).toBeGreaterThan(5);
    });
  });
});

test.each(names)("%s shows the exact sum of each currency", async (name) => {
  await inReport(name, {}, async (page) => {
    const totals: string[] = await page.evaluate(
      "[...document.querySelectorAll('.sums tfoot td:nth-child(3)')].map((cell) => cell.textContent)",
    );
    const sums = Object.values(sumByCurrency(payments.get(name)?.payment.items ?? []));
    expect(totals.map(digitsOf)).toEqual(sums.map(digitsOf));
  });
});

test("hostile names are shown as they are, and run nothing", async () => {
  await inReport("hostile-tr", {}, async (page) => {
    const shown = await shownCells(page, "name");
    expect(shown.sort()).toEqual(hostileNames.map((text) => text.replace("\u202E", "")).sort());
    await page.fill("#search", "<img");
    expect(await page.evaluate("window.isExecuted")).toBeUndefined();
    expect(await page.evaluate("document.querySelectorAll('script').length")).toBe(1);
    expect(await page.evaluate("document.querySelectorAll('img, [onerror], [onmouseover]').length")).toBe(0);
  });
});

test("the page's policy stops what it did not write itself, before a request leaves", async () => {
  const received: string[] = [];
  const server = await startLoopbackServer((request, response) => {
    received.push(request.url ?? "");
    response.end();
  });
  const opened = await openPage(browser, files.get("five-en") as string);
  await opened.page.evaluate(`{
    const script = document.createElement("script");
    script.textContent = "window.isExecuted = true";
    const image = document.createElement("img");
    image.src = "${server.url}/image";
    document.body.append(script, image);
  }`);
  await opened.page.evaluate(`fetch("${server.url}/fetch").catch(() => {})`);
  expect(await opened.page.evaluate("window.isExecuted")).toBeUndefined();
  const stopped = opened.incidents.filter((incident) => incident.includes("Content Security Policy"));
  expect(stopped.length).toBeGreaterThanOrEqual(3);
  expect(received).toEqual([]);
  await opened.close();
  await server.close();
});

test("without scripts, everything can be read, and there is no control that does nothing", async () => {
  const opened = await openPage(browser, files.get("five-en") as string, { hasScripts: false });
  // The driver evaluates in a world of its own.
  expect(await shownCells(opened.page, "name")).toHaveLength(5);
  expect(await opened.page.evaluate("document.querySelectorAll('th button').length")).toBe(0);
  expect(await opened.page.evaluate("getComputedStyle(document.querySelector('.filter')).display")).toBe("none");
  await opened.close();
});

test("the first key press leads to the recipients", async () => {
  await inReport("five-en", {}, async (page) => {
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the recipients");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("recipients");
  });
});

test("what needs action comes before everything else", async () => {
  await inReport("open-tr", {}, async (page) => {
    expect(await page.evaluate("document.querySelector('main section h2').id")).toBe("action");
    expect(await page.evaluate("document.querySelector('main section .items').textContent")).toContain("Çalışan Işüç");
  });
});

const screenshots = process.env["SCREENSHOTS"];

test.runIf(screenshots).each(names)("%s is pictured", async (name) => {
  mkdirSync(screenshots as string, { recursive: true });
  const views: Record<string, View> = {
    light: {},
    dark: { colorScheme: "dark" },
    narrow: { width: 360 },
    print: { media: "print", width: a4Width },
  };
  for (const [view, options] of Object.entries(views)) {
    await inReport(name, options, async (page) => {
      // Of two thousand rows, the beginning shows enough.
      const fullPage = !isLong(name);
      await page.screenshot({ path: join(screenshots as string, `${name}-${view}.png`), fullPage });
      if (view === "print")
        await page.pdf({ path: join(screenshots as string, `${name}.pdf`), preferCSSPageSize: true });
    });
  }
});

function digitsOf(amount: string): string {
  const [, integer = "", decimals = ""] = /^\D*([\d.,]*?)(?:[.,](\d{1,2}))?\D*$/.exec(amount) ?? [];
  return decimals === "" ? `${integer.replace(/\D/g, "")}00` : integer.replace(/\D/g, "") + decimals.padEnd(2, "0");
}
