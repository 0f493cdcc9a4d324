import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ask } from "../../src/terminal/ask.ts";
import { createRecorder } from "../support/run-cli.ts";

const never = new AbortController().signal;

test("the answer is the next line, without the spaces around it", async () => {
  const { output, read } = createRecorder();
  const input = new PassThrough();
  const answer = ask("Key? ", input, output, never);
  expect(read()).toBe("Key? ");
  input.write("  maaş ");
  input.write("2026\r\nmore\n");
  expect(await answer).toBe("maaş 2026");
});

test("one question after the other can be asked", async () => {
  const { output } = createRecorder();
  const input = new PassThrough();
  for (const line of ["one", "two"]) {
    const answer = ask("? ", input, output, never);
    input.write(`${line}\n`);
    expect(await answer).toBe(line);
  }
});

test("there is no answer if the input ends", async () => {
  const { output } = createRecorder();
  const input = new PassThrough();
  const answer = ask("? ", input, output, never);
  input.end();
  expect(await answer).toBeUndefined();
});

test("an abort ends the question, also before it was asked", async () => {
  const { output, read } = createRecorder();
  const input = new PassThrough();
  const stop = new AbortController();
  const answer = ask("? ", input, output, stop.signal);
  stop.abort("stopped");
  await expect(answer).rejects.toBe("stopped");
  expect(read()).toBe("? \n");
  await expect(ask("? ", input, output, stop.signal)).rejects.toBe("stopped");
  expect(read()).toBe("? \n");
});
