import { useData } from "vitepress";
import { computed } from "vue";

/** Replaces the theme's own: the switch leads to the same page if there is one, and to the first page otherwise. */
export function useLangs({ correspondingLink = false } = {}) {
  const { site, localeIndex, page, theme, hash } = useData();
  const firstPageOf = (key) => (key === "root" ? "/" : `/${key}/`);
  const currentLang = computed(() => ({
    label: site.value.locales[localeIndex.value]?.label,
    link: firstPageOf(localeIndex.value),
  }));
  const localeLinks = computed(() => {
    const path = page.value.relativePath.replace(/^tr\//, "").replace(/(^|\/)index\.md$/, "$1");
    const isTranslated = correspondingLink && theme.value.translated.includes(path);
    return Object.entries(site.value.locales)
      .filter(([key]) => key !== localeIndex.value)
      .map(([key, { label }]) => ({
        text: label,
        link: firstPageOf(key) + (isTranslated ? path + (hash.value ?? "") : ""),
      }));
  });
  return { localeLinks, currentLang };
}
