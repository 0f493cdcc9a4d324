// For workerd, where a program answers requests.
import { context } from "./context.js";
import { run } from "./run.js";

export default {
  /** @returns {Response} a stream of the lines. */
  fetch() {
    const { readable, writable } = new TransformStream();
    const writer = writable.getWriter();
    const encoder = new TextEncoder();
    const running = run(context, (line) => writer.write(encoder.encode(`${line}\n`)));
    running.then(
      () => writer.close(),
      (error) => writer.abort(error),
    );
    return new Response(readable);
  },
};
