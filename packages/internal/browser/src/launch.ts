import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed, pinnedVersion } from "./installation.ts";
import type { Browser } from "./playwright.ts";

const require = createRequire(join(installed, "package.json"));

/** Whether there is a Chromium to start: the package has one for one system, and `CHROME_PATH` names another. */
export function hasChromium(): boolean {
  return Boolean(process.env["CHROME_PATH"]) || `${process.platform}-${process.arch}` === "linux-x64";
}

/**
 * Starts a headless Chromium that has its own fonts, so that a page looks the same on every machine and its contrast can be
 * computed: without fonts, axe finds no text.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env["CHROME_PATH"];
  const { executablePath, env } = own ? { executablePath: own, env: process.env } : await unpackChromium();
  const { chromium } = load<{ chromium: { launch(options: object): Promise<Browser> } }>("playwright-core");
  // A sandbox requires a user of its own. The pages are ours.
  return chromium.launch({ executablePath, env, args: ["--no-sandbox"] });
}

/** Loads a package of `installed/`. */
export function load<Module>(name: string): Module {
  return require(name) as Module;
}

/** Unpacks the browser, its libraries and fonts once, into a folder named by version, which appears as a whole. */
async function unpackChromium(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  const folder = join(tmpdir(), `mass-payout-chromium-${pinnedVersion("@sparticuz/chromium")}`);
  if (!existsSync(folder)) {
    const unfinished = mkdtempSync(`${folder}-`);
    await inTmpdir(unfinished, async () => {
      // It unpacks into TMPDIR, and takes what is there already for whole.
      const { default: chromium, inflate } = load<ChromiumPackage>("@sparticuz/chromium");
      await chromium.executablePath();
      await inflate(join(require.resolve("@sparticuz/chromium"), "../../bin/al2023.tar.br"));
    });
    writeFonts(unfinished, folder);
    try {
      renameSync(unfinished, folder);
    } catch {
      // Another process was first.
      rmSync(unfinished, { recursive: true });
    }
  }
  const env = {
    ...process.env,
    TMPDIR: folder,
    LD_LIBRARY_PATH: join(folder, "al2023/lib"),
    FONTCONFIG_PATH: join(folder, "fontconfig"),
  };
  return { executablePath: join(folder, "chromium"), env };
}

interface ChromiumPackage {
  default: { executablePath(): Promise<string> };
  inflate(file: string): Promise<string>;
}

async function inTmpdir(folder: string, run: () => Promise<void>): Promise<void> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/** Fonts with all letters of Turkish and ₺. */
const fonts = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"];

/** Writes the fonts into the unfinished folder, and a configuration for the path that it will have. */
function writeFonts(unfinished: string, folder: string): void {
  const source = join(require.resolve("dejavu-fonts-ttf/package.json"), "../ttf");
  for (const font of fonts) cpSync(join(source, font), join(unfinished, "dejavu", font));
  mkdirSync(join(unfinished, "fontconfig"));
  const configuration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/dejavu</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
  writeFileSync(join(unfinished, "fontconfig/fonts.conf"), configuration);
}
