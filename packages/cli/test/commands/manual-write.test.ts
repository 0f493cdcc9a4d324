import { createMemoryStore } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { openManualRecord } from "../../src/commands/manual-record.ts";
import { sendRecorded } from "../../src/commands/manual-write.ts";
import { byHandMessages } from "../../src/messages/catalogs.ts";
import { createRecorder } from "../support/run-cli.ts";

async function createContext() {
  await byHandMessages.load("en");
  const stderr = createRecorder();
  const others = { locale: "en", environment: {}, args: [], commandLine: [], stdin: process.stdin } as const;
  const stopSignal = () => new AbortController().signal;
  return { stderr, context: { ...others, stdout: stderr.output, stderr: stderr.output, stopSignal } };
}

test("a write that ends with an error of the program stays on record as one that may have been sent", async () => {
  const store = createMemoryStore();
  const { context } = await createContext();
  const record = await openManualRecord(store, "auth", "r-1");
  const send = async () => {
    throw new Error("bug");
  };
  await expect(sendRecorded(record, {}, "auth", async () => {}, send, context)).rejects.toThrow("bug");
  expect((await openManualRecord(store, "auth", "r-1")).earlier).toEqual([{ at: expect.any(Number) }]);
});

test("a store that fails after a write is told, and the write stays on record as one that may have been sent", async () => {
  const store = createMemoryStore();
  const { context, stderr } = await createContext();
  let isFailing = false;
  const failing = {
    ...store,
    async compareAndSet(...args: Parameters<typeof store.compareAndSet>) {
      if (isFailing) throw new Error("disk");
      return store.compareAndSet(...args);
    },
  };
  const record = await openManualRecord(failing, "auth", "r-1");
  const send = async () => {
    isFailing = true;
  };
  expect(await sendRecorded(record, {}, "auth", async () => {}, send, context)).toEqual({
    outcome: "success",
    answer: undefined,
  });
  expect(stderr.read()).toContain("The result could not be recorded in the store.");
  expect((await openManualRecord(store, "auth", "r-1")).earlier).toHaveLength(1);
});
