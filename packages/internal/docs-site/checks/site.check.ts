import { globSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, posix } from "node:path";
import { findingsOf, runAxe } from "@iyzico-mass-payout/browser/axe";
import { launchBrowser } from "@iyzico-mass-payout/browser/launch";
import type { Browser, Page } from "@iyzico-mass-payout/browser/playwright";
import { errorCodes, MassPayoutError, type MassPayoutErrorCode } from "@iyzico-mass-payout/client";
import type { LoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkedBase, checkedSite } from "../src/folders.ts";
import { type Language, languageOf } from "../src/language.ts";
import { listEntryPoints } from "../src/reference.ts";
import { serveSite } from "../src/site-server.ts";

/** Every page by its address on the site, such as `errors/`. */
const pages = new Map(
  globSync("**/*.html", { cwd: checkedSite, exclude: ["404.html"] })
    .sort()
    .map((file) => [file.replace(/(^|\/)index\.html$/, "$1"), readFileSync(join(checkedSite, file), "utf8")]),
);
const guides = [...pages.keys()].filter((path) => !path.startsWith("reference/"));
const translated = guides.filter((path) => languageOf(path) === "tr" && pages.has(path.slice("tr/".length)));

/** The kinds of pages of the reference: each is made in the same way for all names. */
const referencePages = [
  "reference/",
  "reference/@iyzico-mass-payout/client/",
  "reference/@iyzico-mass-payout/client/functions/createMassPayoutClient.html",
  "reference/@iyzico-mass-payout/client/interfaces/MassPayoutClient.html",
  "reference/@iyzico-mass-payout/client/classes/MassPayoutError.html",
  "reference/@iyzico-mass-payout/client/variables/errorCodes.html",
  "reference/@iyzico-mass-payout/types/type-aliases/MassPayoutInitItem.html",
];

let browser: Browser;
let server: LoopbackServer;

beforeAll(async () => {
  server = await serveSite(checkedSite, checkedBase);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface View {
  colorScheme?: "light" | "dark";
  width?: number;
}

/** Opens a page as a reader does, and expects that it asks only its own site, for what is there, and reports no error. */
async function inPage(path: string, { colorScheme = "light", width = 1280 }: View, use: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const incidents: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${server.url}${checkedBase}`)) incidents.push(`request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) incidents.push(`${response.status()}: ${response.url()}`);
  });
  page.on("console", (message) => incidents.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => incidents.push(`error: ${error.message}`));
  await page.goto(`${server.url}${checkedBase}${path}`);
  // The page is what the scripts made of it.
  await page.waitForFunction(isReady);
  await use(page);
  expect(incidents).toEqual([]);
  await context.close();
}

const isReady = "document.querySelector('#app')?.__vue_app__ !== undefined";
const titleScript = "document.querySelector('main h1, [role=main] h1').textContent";

/** Where the results of the search lead, in their order, when a reader opens it by a key and types. */
async function search(page: Page, query: string): Promise<string[]> {
  await page.keyboard.press("/");
  await page.fill("dialog.search input", query);
  // "12 results", or that nothing was found: the index is loaded.
  await page.waitForFunction(
    `/\\d|Nothing|bulunamadı/.test(document.querySelector(".search [role=status]").textContent)`,
  );
  const links: string[] = await page.evaluate(
    "[...document.querySelectorAll('dialog.search li a')].map((link) => link.getAttribute('href'))",
  );
  return links.map((link) => link.slice(checkedBase.length));
}

/** Axe takes a second for a thousand elements, and most are coloured words of code: these pages keep them. */
const coloured = [
  "errors/",
  "testing/",
  "tr/errors/",
  "reference/@iyzico-mass-payout/client/interfaces/MassPayoutClient.html",
];
const plainCode = "for (const code of document.querySelectorAll('pre')) code.textContent = code.textContent;";

describe("a reader opens", () => {
  test.each([...guides, ...referencePages])(
    "/%s, which has no accessibility fault in light and in dark",
    async (path) => {
      await inPage(path, {}, async (page) => {
        if (!coloured.includes(path)) await page.evaluate(plainCode);
        const { violations, passes } = await runAxe(page);
        expect(findingsOf(violations)).toEqual([]);
        expect(passes.find(({ id }) => id === "color-contrast")?.nodes.length).toBeGreaterThan(10);
        await page.emulateMedia({ colorScheme: "dark" });
        await page.waitForFunction("document.documentElement.classList.contains('dark')");
        expect(findingsOf((await runAxe(page, ["color-contrast"])).violations)).toEqual([]);
      });
    },
  );

  test.each([...guides, ...referencePages])("/%s on a phone, where it is no wider than the screen", async (path) => {
    await inPage(path, { width: 360 }, async (page) => {
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    });
  });

  test("an address that does not exist, and is told so", async () => {
    const context = await browser.newContext({});
    const page = await context.newPage();
    await page.goto(`${server.url}${checkedBase}nothing-is-here`);
    await page.waitForFunction("document.querySelector('.NotFound h1') !== null");
    expect(findingsOf((await runAxe(page)).violations)).toEqual([]);
    await context.close();
  });
});

describe("every page of the site", () => {
  /** The tags of a page that ask for another file or lead to another page, without the text and the code around them. */
  const linksOf = (html: string) =>
    [...html.matchAll(/<(\w+)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(([, tag = "", link = ""]) => ({
      tag,
      link: link.replaceAll("&amp;", "&"),
    }));
  const idsOf = (html: string) => new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => id));
  const ids = new Map([...pages].map(([path, html]) => [path, idsOf(html)]));

  test("leads only to pages and headings that exist", () => {
    const dead = [...pages].flatMap(([path, html]) =>
      linksOf(html).flatMap(({ link }) => {
        if (/^(https:|data:)/.test(link)) return [];
        const { pathname, hash } = new URL(link, `http://site${checkedBase}${path}`);
        const target = decodeURIComponent(pathname);
        const file = target.slice(checkedBase.length);
        const heading = decodeURIComponent(hash.slice(1));
        const isPage = pages.has(file);
        const isFile = globSync(file || "none", { cwd: checkedSite }).length === 1 && /\.\w+$/.test(file);
        const isAlive =
          target.startsWith(checkedBase) &&
          (isPage || isFile) &&
          (heading === "" || ["VPContent"].includes(heading) || ids.get(file)?.has(heading));
        return isAlive ? [] : [`/${path} leads to ${link}`];
      }),
    );
    expect([...new Set(dead)]).toEqual([]);
  });

  test("loads nothing from another site", () => {
    const foreign = [...pages].flatMap(([path, html]) =>
      linksOf(html)
        .filter(({ tag, link }) => tag !== "a" && /^(https?:)?\/\//.test(link))
        .map(({ link }) => `/${path} loads ${link}`),
    );
    expect(foreign).toEqual([]);
    const styles = globSync("**/*.css", { cwd: checkedSite }).map((file) =>
      readFileSync(join(checkedSite, file), "utf8"),
    );
    for (const style of styles) expect(style).not.toMatch(/url\(["']?(https?:)?\/\/|@import/);
  });

  test("names no folder of the machine that built it", () => {
    const files = globSync("**/*.{html,js,json,css}", { cwd: checkedSite });
    const named = files.filter((file) => {
      const text = readFileSync(join(checkedSite, file), "utf8");
      return text.includes(root) || text.includes(`${homedir()}/`) || text.includes("node_modules/.pnpm");
    });
    expect(named).toEqual([]);
  });

  test("is one of a guide, or of a name that a package exports", () => {
    const modules = new Set(listEntryPoints().map(({ specifier }) => `reference/${specifier}/`));
    const reference = [...pages.keys()].filter((path) => path.startsWith("reference/@"));
    expect(new Set(reference.filter((path) => path.endsWith("/")))).toEqual(modules);
    const others = reference.filter((path) => !path.endsWith("/") && !modules.has(posix.join(path, "../../", "/")));
    expect(others).toEqual([]);
  });
});

test("each error code has its heading on the page that error.docs names", () => {
  const html = pages.get("errors/") ?? "";
  for (const code of Object.keys(errorCodes) as MassPayoutErrorCode[]) {
    const { docs } = new MassPayoutError(code, "x", { outcome: "unknown", hint: "y" });
    expect(docs.split("#")[1]).toBe(code);
    expect(html).toContain(`<h2 id="${code}"`);
  }
});

test("the address of a page without its slash leads there, and to the heading", async () => {
  await inPage("errors#timeout", {}, async (page) => {
    expect(page.url()).toBe(`${server.url}${checkedBase}errors/#timeout`);
    const top = await page.evaluate<number>("document.getElementById('timeout').getBoundingClientRect().top");
    expect(top).toBeLessThan(300);
  });
});

/** Questions as readers type them, and the pages of which one must be among the first three results. */
const questions: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    "what does action required mean": ["paying/#when-an-action-is-required", "runbook/"],
    "retry auth": ["runbook/#auth-outcome-unknown", "errors/"],
    proxy: ["proxies/"],
    refund: ["runbook/#refund-failed", "paying/#paying-again-what-came-back"],
    "iban check": ["recipients/#what-is-checked", "packages/client/#checks-before-init"],
    "duplicate payment": ["paying/#guarantees"],
    NOT_FOUND: ["errors/#not_found"],
    "rate limit": ["errors/#rate_limited", "packages/client/#options", "durable/#the-rate-limit-of-all-machines"],
    kuruş: ["packages/client/#money"],
    webhook: ["webhooks/"],
    "how do I cancel": [
      "cli/#how-to-cancel",
      "recipients/#when-a-stranger-was-paid",
      "packages/cli/#one-operation-by-hand",
      "durable/#approvals",
    ],
    kvkk: ["going-live/#kvkk"],
    "exit code 5": ["packages/cli/"],
    "wrong iban": ["recipients/"],
    "insufficient balance": ["runbook/#insufficient-balance"],
    "test my code": ["testing/"],
    "approve a payout": ["durable/#approvals", "packages/cli/#pay", "packages/cli/#payouts-on-many-machines"],
    createMassPayoutClient: [
      "packages/client/",
      "reference/@iyzico-mass-payout/client/functions/createMassPayoutClient.html",
    ],
    "payment locked": ["errors/#payment_locked"],
    "going live checklist": ["going-live/#checklist"],
    "does iyzico notify my server when paid": ["webhooks/"],
    "server crashed in the middle of paying": ["paying/#guarantees", "paying/#new-resumed-or-settled-before"],
    "what does errorCode 1000 mean": ["errors/#authentication_failed"],
    1000: ["errors/#authentication_failed"],
    "signature invalid": ["errors/#authentication_failed"],
    "wrong api key": ["errors/#authentication_failed"],
    "excel file turkish characters": ["spreadsheets/"],
    "cloudflare workers": ["choosing/#in-one-table"],
  },
  tr: {
    "ne zaman ödenir": ["tr/statuses/", "tr/paying/"],
    "iptal nasıl": ["tr/cli/", "tr/paying/", "tr/statuses/"],
    "işlem gerekli": ["tr/statuses/", "tr/cli/", "tr/paying/"],
    "çift ödeme": ["tr/paying/"],
    "zaman aşımı": ["tr/errors/#timeout"],
    NOT_FOUND: ["tr/errors/#not_found"],
    kvkk: ["going-live/"],
    "param geldi mi": ["tr/cli/#bir-alıcının-parası-ulaştı-mı"],
    "iade edilen parayı tekrar göndermek": ["tr/paying/#geri-dönenleri-yeniden-ödemek"],
    "onayı geri almak": ["tr/cli/#nasıl-iptal-edilir"],
    "yanlış kişiye ödedik": ["recipients/#when-a-stranger-was-paid"],
    "kişisel veriler ne kadar saklanıyor": ["going-live/#what-is-stored-where-and-for-how-long"],
    "vekil sunucu": ["proxies/"],
    "ödeme yarıda kaldı": ["tr/cli/#çıkış-kodu-5ten-sonra"],
    "bilgisayar kapandı": ["tr/cli/#çıkış-kodu-5ten-sonra"],
    "digest nedir": ["tr/cli/#nasıl-onaylanır"],
  },
};

describe.each<Language>(["en", "tr"])("the search in %s", (language) => {
  const first = language === "en" ? "" : "tr/";

  test.each(Object.entries(questions[language]))(
    "answers “%s” among its first three results",
    async (question, answers) => {
      await inPage(first, {}, async (page) => {
        const results = (await search(page, question)).slice(0, 3);
        const isAnswer = (result: string) =>
          answers.some((answer) => result === answer || (answer.endsWith("/") && result.startsWith(answer)));
        expect(results.some(isAnswer), results.join(" ")).toBe(true);
      });
    },
  );
});

test("the search finds Turkish words however they are typed", async () => {
  for (const spellings of [
    ["ISLEM", "İŞLEM", "işlem", "ıslem"],
    ["odeme", "ödeme", "ÖDEME"],
    ["İPTAL", "iptal", "IPTAL"],
  ]) {
    await inPage("tr/", {}, async (page) => {
      const results: string[][] = [];
      for (const spelling of spellings) {
        results.push(await search(page, spelling));
        await page.keyboard.press("Escape");
      }
      expect(results[0]?.some((result) => result.startsWith("tr/"))).toBe(true);
      for (const result of results) expect(result).toEqual(results[0]);
    });
  }
});

test("the guides are before the reference, which is found by its names", async () => {
  await inPage("", {}, async (page) => {
    const results = await search(page, "pay");
    expect(results.slice(0, 3).filter((result) => result.startsWith("reference/"))).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await search(page, "waitUntilSettled")).not.toEqual([]);
  });
});

test("a result is opened with the keyboard alone", async () => {
  await inPage("", {}, async (page) => {
    const [, second = ""] = await search(page, "proxy");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForFunction(`location.pathname + location.hash === ${JSON.stringify(checkedBase + second)}`);
    await page.waitForFunction(`${titleScript}.includes("Proxies")`);
    expect(await page.evaluate("document.querySelector('dialog.search').open")).toBe(false);
  });
});

test("Enter in the field opens the first result, and Escape closes the search", async () => {
  await inPage("", {}, async (page) => {
    const [result = ""] = await search(page, "kvkk");
    await page.keyboard.press("Escape");
    expect(await page.evaluate("document.querySelector('dialog.search').open")).toBe(false);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Enter");
    await page.waitForFunction(`location.pathname + location.hash === ${JSON.stringify(checkedBase + result)}`);
  });
});

test("the search has no accessibility fault, says how much it found, and marks it", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    await inPage("", { colorScheme }, async (page) => {
      const results = await search(page, "refund");
      expect(findingsOf((await runAxe(page)).violations)).toEqual([]);
      expect(await page.evaluate("document.querySelector('.search [role=status]').textContent")).toBe(
        `${results.length} results`,
      );
      expect(await page.evaluate("document.querySelectorAll('dialog.search mark').length")).toBeGreaterThan(5);
    });
  }
});

test("the first key press leads to the content", async () => {
  await inPage("errors/", {}, async (page) => {
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Skip to content");
  });
});

/** The name and link of the other language, as the menu of languages has it. */
const languageLink = `document.querySelector(".VPNavBarTranslations a")?.getAttribute("href")`;

describe("the switch of languages", () => {
  test.each(translated)("leads from /%s to the same page in English, and back", async (path) => {
    await inPage(path, {}, async (page) => {
      expect(await page.evaluate(languageLink)).toBe(checkedBase + path.slice("tr/".length));
    });
    await inPage(path.slice("tr/".length), {}, async (page) => {
      expect(await page.evaluate(languageLink)).toBe(checkedBase + path);
    });
  });

  test("leads to the first page where there is no such page", async () => {
    await inPage("architecture/", {}, async (page) => {
      expect(await page.evaluate(languageLink)).toBe(`${checkedBase}tr/`);
    });
  });
});

test("the interface of a Turkish page is in Turkish", async () => {
  const path = translated.find((each) => each !== "tr/") ?? "tr/";
  await inPage(path, {}, async (page) => {
    expect(await page.evaluate("document.documentElement.lang")).toBe("tr");
    const english = [
      ...[
        "On this page",
        "Next page",
        "Previous page",
        "Search",
        "Appearance",
        "Menu",
        "Return to top",
        "Skip to content",
      ],
      ...["Main Navigation", "Sidebar Navigation", "mobile navigation", "extra navigation", "toggle section", "Pager"],
      ...["Copy Code", "Permalink", "Switch to", "Change language"],
    ];
    const shown: string = await page.evaluate(`[
      ...document.querySelectorAll("header, nav, aside, .VPLocalNav, .VPDocFooter, .VPSkipLink"),
    ].map((element) => element.textContent).join(" ") + [...document.querySelectorAll("[title], [aria-label], [placeholder]")].map(
      (element) => [element.title, element.ariaLabel, element.placeholder].join(" "),
    ).join(" ")`);
    expect(english.filter((words) => shown.includes(words))).toEqual([]);
    expect(shown).toContain("Ana menü");
  });
});

const screenshots = process.env["SCREENSHOTS"];

test
  .runIf(screenshots)
  .each(["", "tr/", "errors/", "tr/errors/", "paying/", "architecture/", ...referencePages.slice(0, 4)])(
  "/%s is pictured",
  async (path) => {
    mkdirSync(screenshots as string, { recursive: true });
    const views: Record<string, View> = { light: {}, dark: { colorScheme: "dark" }, phone: { width: 360 } };
    for (const [view, options] of Object.entries(views)) {
      await inPage(path, options, async (page) => {
        const name = path.replaceAll(/[/@.]+/g, "-");
        await page.screenshot({ path: join(screenshots as string, `${name || "first"}-${view}.png`) });
      });
    }
  },
);
