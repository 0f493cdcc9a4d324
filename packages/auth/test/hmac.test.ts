import * as fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { hmacWith } from "../src/hmac.ts";
import { nodeHmac } from "../src/hmac-node.ts";
import { webHmac } from "../src/hmac-webcrypto.ts";
import { messageOf } from "../src/message.ts";
import facts from "./vectors.json" with { type: "json" };

const bytes = (text: string) => new TextEncoder().encode(text);

describe.each([
  ["node:crypto", nodeHmac],
  ["WebCrypto", webHmac],
])("the HMAC of %s", (_, hmacOf) => {
  test.each(facts.vectors)("signs and accepts the vector of $origin, $path", async (vector) => {
    const { secretKey, randomKey, path, body, signature } = vector;
    const hmac = hmacOf(bytes(secretKey));
    const message = messageOf(randomKey, { path, body: body ?? undefined }, "path");
    expect(await hmac?.sign(message)).toBe(signature);
    expect(await hmac?.verify(message, signature)).toBe(true);
  });

  test("accepts no signature with another digit, of another length, or of another message", async () => {
    const hmac = hmacOf(bytes("secret"));
    const signature = (await hmac?.sign(bytes("message"))) ?? "";
    const others = [
      signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
      signature.slice(2),
      `${signature}00`,
    ];
    for (const other of others) expect(await hmac?.verify(bytes("message"), other)).toBe(false);
    expect(await hmac?.verify(bytes("messages"), signature)).toBe(false);
  });
});

test("both give the same signature for any key and message", async () => {
  const text = fc.string({ unit: "binary", minLength: 1 });
  await fc.assert(
    fc.asyncProperty(text, fc.uint8Array(), async (key, message) => {
      const signed = await nodeHmac(bytes(key))?.sign(new Uint8Array(message));
      expect(await webHmac(bytes(key)).sign(new Uint8Array(message))).toBe(signed);
    }),
  );
});

test("a runtime without node:crypto signs with WebCrypto", async () => {
  const original = Object.getOwnPropertyDescriptor(process, "getBuiltinModule") as PropertyDescriptor;
  onTestFinished(() => void Object.defineProperty(process, "getBuiltinModule", original));
  Object.defineProperty(process, "getBuiltinModule", { value: undefined, configurable: true });
  expect(nodeHmac(bytes("secret"))).toBeUndefined();
  const signature = await hmacWith("secret").sign(bytes("message"));
  Object.defineProperty(process, "getBuiltinModule", original);
  expect(await hmacWith("secret").verify(bytes("message"), signature)).toBe(true);
});
