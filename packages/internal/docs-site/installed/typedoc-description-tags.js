// A plugin of TypeDoc. The generated types have their texts in a tag, `@description`, which would be a section of its own.
import { Converter, OptionDefaults } from "typedoc";

export function load(app) {
  app.options.setValue("blockTags", [...OptionDefaults.blockTags, "@description"]);
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, { comment }) => {
    const tag = comment?.getTag("@description");
    if (tag === undefined) return;
    if (comment.summary.length > 0) comment.summary.push({ kind: "text", text: "\n\n" });
    comment.summary.push(...tag.content);
    comment.removeTags("@description");
  });
}
