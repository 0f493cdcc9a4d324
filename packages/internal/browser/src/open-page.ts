import { pathToFileURL } from "node:url";
import type { Browser, Page } from "./playwright.ts";

/** How a page is looked at. */
export interface View {
  width?: number;
  colorScheme?: "light" | "dark";
  media?: "screen" | "print";
  /** Whether the page's scripts run. Default: true. */
  hasScripts?: boolean;
}

/** A page that is open, and what it did that it should not do. */
export interface OpenPage {
  page: Page;
  /** Requests to anything but the page itself, errors on the console, exceptions, and dialogs. */
  incidents: readonly string[];
  close(): Promise<void>;
}

/** The width of A4 without the margins of the page's style, in CSS pixels: 186 mm. */
export const a4Width = 703;

/** Opens a file as a page, in a context of its own. */
export async function openPage(
  browser: Browser,
  file: string,
  { width = 1280, colorScheme = "light", media = "screen", hasScripts = true }: View = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    javaScriptEnabled: hasScripts,
  });
  const page = await context.newPage();
  const incidents: string[] = [];
  const url = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== url) incidents.push(`request: ${request.url()}`);
  });
  page.on("console", (message) => incidents.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => incidents.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.emulateMedia({ media, colorScheme });
  await page.goto(url);
  return { page, incidents, close: () => context.close() };
}
