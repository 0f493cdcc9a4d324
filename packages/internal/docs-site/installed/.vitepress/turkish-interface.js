/** Words that the theme has in its components, for screen readers, and no option for. */
export const interfaceWords = {
  "Main Navigation": "Ana menü",
  "Sidebar Navigation": "Sayfalar",
  "mobile navigation": "menü",
  "extra navigation": "diğer ayarlar",
  "toggle section": "bölümü aç veya kapat",
  Pager: "Önceki ve sonraki sayfa",
};

/** Has Turkish pages name in Turkish what markdown is rendered to: the links of headings, and the buttons of code. */
export function speakTurkish(md) {
  const isTurkish = (env) => env.relativePath?.startsWith("tr/");
  md.core.ruler.push("turkish-headings", ({ env, tokens }) => {
    if (!isTurkish(env)) return;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const [, heading] = /^Permalink to "(.*)"$/s.exec(token.attrGet?.("aria-label") ?? "") ?? [];
      if (heading !== undefined) token.attrSet("aria-label", `“${heading}” başlığına bağlantı`);
    }
  });
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const html = fence(tokens, index, options, env, self);
    return isTurkish(env) ? html.replace('title="Copy Code"', 'title="Kodu kopyala"') : html;
  };
}
