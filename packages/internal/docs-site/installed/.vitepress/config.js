import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { anchorOf } from "@iyzico-mass-payout/gates/anchor";
import { renderDiagrams } from "./diagrams.js";
import { leaveHeadersEmpty } from "./tables.js";
import { interfaceWords, speakTurkish } from "./turkish-interface.js";

const work = new URL("../../dist/work/", import.meta.url);
const { sidebars, translated, repository } = JSON.parse(readFileSync(new URL("site.json", work), "utf8"));

const english = {
  nav: [
    { text: "First payment", link: "/start/" },
    { text: "Errors", link: "/errors/" },
    { text: "Runbook", link: "/runbook/" },
    { text: "Reference", link: "/reference/" },
  ],
  notFound: {
    title: "Page not found",
    quote: "There is no page at this address. The search or the menu may have what you look for.",
    linkLabel: "go to the first page",
    linkText: "First page",
  },
};

const turkish = {
  nav: [
    { text: "Rehber", link: "/tr/cli/" },
    { text: "Statüler", link: "/tr/statuses/" },
    { text: "Hatalar", link: "/tr/errors/" },
  ],
  outline: { level: [2, 3], label: "Bu sayfada" },
  docFooter: { prev: "Önceki sayfa", next: "Sonraki sayfa" },
  darkModeSwitchLabel: "Görünüm",
  lightModeSwitchTitle: "Açık görünüme geç",
  darkModeSwitchTitle: "Koyu görünüme geç",
  sidebarMenuLabel: "Menü",
  returnToTopLabel: "Sayfanın başına dön",
  langMenuLabel: "Dili değiştir",
  skipToContentLabel: "İçeriğe geç",
  notFound: {
    title: "Sayfa bulunamadı",
    quote: "Bu adreste bir sayfa yok. Arama ya da menü aradığınızı bulabilir.",
    linkLabel: "ilk sayfaya git",
    linkText: "İlk sayfa",
  },
};

export default {
  srcDir: fileURLToPath(new URL("pages", work)),
  title: "iyzico-mass-payout",
  // The menus of all pages in a file of their own, and not in each page.
  metaChunk: true,
  description: "A TypeScript client for iyzico's Mass Payout API that pays exactly once",
  locales: {
    root: { label: "English", lang: "en", themeConfig: english },
    tr: {
      label: "Türkçe",
      lang: "tr",
      description: "iyzico toplu ödeme API'si için, bir alıcıya iki kez ödemeyen TypeScript istemcisi",
      themeConfig: turkish,
    },
  },
  themeConfig: {
    sidebar: sidebars,
    outline: { level: [2, 3], label: "On this page" },
    externalLinkIcon: true,
    ...(repository && { socialLinks: [{ icon: "github", link: repository, ariaLabel: "GitHub" }] }),
    // Read by the theme's own modules.
    translated,
    interfaceWords,
  },
  markdown: {
    anchor: { slugify: anchorOf },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(md) {
      renderDiagrams(md);
      leaveHeadersEmpty(md);
      // Code that is indented looks as code between fences does, and scrolls.
      md.renderer.rules.code_block = (...args) => md.renderer.rules.fence(...args);
      speakTurkish(md);
    },
  },
  vite: {
    plugins: [
      {
        name: "mass-payout:theme",
        enforce: "pre",
        resolveId(source, importer = "") {
          // The theme's own would lead to pages that exist in one language only.
          const isLanguages = source.endsWith("composables/langs") && importer.includes("/theme-default/");
          return isLanguages ? fileURLToPath(new URL("theme/languages.js", import.meta.url)) : undefined;
        },
        transform(code, id) {
          if (!id.includes("/theme-default/") || !id.endsWith(".vue")) return undefined;
          // The first page and that of a wrong address have no main landmark.
          const landmarks = code.replace(/class="(VPHome|NotFound)"/, 'role="main" $&');
          return Object.keys(interfaceWords).reduce(
            (text, word) =>
              text
                .replace(new RegExp(`(?<!:)\\b(aria-label|label)="${word}"`, "g"), `:$1="$say('${word}')"`)
                .replace(new RegExp(`>\\s*${word}\\s*<`, "g"), `>{{ $say('${word}') }}<`),
            landmarks,
          );
        },
      },
    ],
  },
};
