import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSource } from "../../../update/read/source.ts";

const folder = mkdtempSync(join(tmpdir(), "mass-payout-source-"));
const answers: Record<string, { status?: number; headers?: Record<string, string>; body?: string | Buffer }> = {
  "/page.md": { body: "# Page" },
  "/moved.md": { status: 301, headers: { location: "/page.md" } },
  "/away.md": { status: 302, headers: { location: "http://docs.example.invalid/page.md" } },
  "/large.md": { body: Buffer.alloc(5 * 1024 * 1024, "x") },
  "/latin.md": { body: Buffer.from([0x23, 0x20, 0xfc]) },
};
const server = createServer(({ url = "" }, response) => {
  const { status = 200, headers = {}, body = "" } = answers[url] ?? { status: 404 };
  response.writeHead(status, headers).end(body);
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test("a relative path is resolved against the folder, and a byte order mark is removed", async () => {
  writeFileSync(join(folder, "page.md"), "\ufeff# Page");
  expect(await readSource("page.md", folder)).toEqual({ address: "page.md", text: "# Page" });
});

test.each(["/page.md", "/moved.md"])("a URL is fetched, and reported as given (%s)", async (path) => {
  expect(await readSource(base + path, folder)).toEqual({ address: base + path, url: base + path, text: "# Page" });
});

test.each([
  ["a missing file", "no-such-page.md", "no-such-page.md can't be read (ENOENT)."],
  ["a folder", ".", "can't be read (EISDIR)."],
  ["a URL without https", "http://docs.iyzico.com/page.md", "must be a file or an https URL"],
  ["a URL of another scheme", "ftp://127.0.0.1/page.md", "must be a file or an https URL"],
  [
    "a host whose name begins like a loopback address",
    "http://127.0.0.1.example.com/page.md",
    "must be a file or an https URL",
  ],
  ["a URL without a server", "http://127.0.0.1:1/page.md", "can't be reached ("],
  [
    "a URL with a password",
    "https://me:secret@docs.iyzico.com/page.md",
    "A URL must not contain a user name or a password.",
  ],
  ["an invalid URL", "https://", "https:// must be a valid URL."],
])("%s is rejected", async (_, address, message) => {
  await expect(readSource(address, folder)).rejects.toThrow(message);
});

test.each([
  ["an answer with an error status", "/gone.md", "answered 404."],
  ["a redirect to an unreachable host", "/away.md", "can't be reached"],
  ["a page over the size limit", "/large.md", "is larger than 4194304 bytes."],
  ["a page that is not UTF-8", "/latin.md", "must be UTF-8."],
])("%s is rejected", async (_, path, message) => {
  await expect(readSource(base + path, folder)).rejects.toThrow(message);
});
