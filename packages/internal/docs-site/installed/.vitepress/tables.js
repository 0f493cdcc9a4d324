/** A header without a text heads nothing: it becomes a plain cell, which a screen reader does not announce as a header. */
export function leaveHeadersEmpty(md) {
  md.core.ruler.push("empty-headers", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type !== "th_open" || tokens[index + 1].content !== "") continue;
      token.tag = "td";
      tokens[index + 2].tag = "td";
    }
  });
}
