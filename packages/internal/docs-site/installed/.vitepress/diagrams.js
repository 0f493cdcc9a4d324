import { renderMermaidSVG } from "beautiful-mermaid";

/** Renders diagrams when the site is built: a browser needs no library for them, and they have the colours of the page. */
export function renderDiagrams(md) {
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info, content } = tokens[index];
    if (info.trim() !== "mermaid") return fence(tokens, index, options, env, self);
    const heading = tokens.findLastIndex(({ type }, at) => at < index && type === "heading_open");
    const label = md.utils.escapeHtml(tokens[heading + 1]?.content ?? "").replaceAll("`", "");
    // Its style asks another site for a font. The colours are in the theme's style.
    const svg = renderMermaidSVG(content)
      .replace(/<style>.*?<\/style>/s, "")
      .replace(/^<svg ([^>]*?) style="[^"]*"/, `<svg $1 role="img" aria-label="${label}"`);
    return `<div class="diagram" v-pre tabindex="0">${svg}</div>\n`;
  };
}
