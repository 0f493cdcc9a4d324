import { expect, test } from "vitest";
import { startLoopbackServer } from "../src/loopback-server.ts";

test("two servers listen on ports of their own, and answer no more after they are closed", async () => {
  const servers = await Promise.all(
    ["one", "two"].map((word) => startLoopbackServer((_, response) => response.end(word))),
  );
  const bodies = await Promise.all(servers.map(async ({ url }) => (await fetch(url)).text()));
  expect(bodies).toEqual(["one", "two"]);
  await Promise.all(servers.map(({ close }) => close()));
  for (const { url } of servers) await expect(fetch(url)).rejects.toThrow("fetch failed");
});

test("a connection that was never answered does not keep a server open", async () => {
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  const { url, close } = await startLoopbackServer(() => resolve());
  const answer = fetch(url);
  const rejection = expect(answer).rejects.toThrow("fetch failed");
  await arrived;
  await close();
  await rejection;
});
