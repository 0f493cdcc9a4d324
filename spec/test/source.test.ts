import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSource } from "../update/source.ts";

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

test("a file is read from the folder that it is named in, without its byte order mark", async () => {
  writeFileSync(join(folder, "page.md"), "\ufeff# Page");
  expect(await readSource("page.md", folder)).toEqual({ place: "page.md", text: "# Page" });
});

test.each(["/page.md", "/moved.md"])("an address is fetched, and kept as it was given (%s)", async (path) => {
  expect(await readSource(base + path, folder)).toEqual({ place: base + path, url: base + path, text: "# Page" });
});

test.each([
  ["a file that is not there", "no-such-page.md", "no-such-page.md can't be read (ENOENT)."],
  ["a folder", ".", "can't be read (EISDIR)."],
  ["an address without https", "http://docs.iyzico.com/page.md", "a page is read from a file or over https"],
  ["another kind of address", "ftp://127.0.0.1/page.md", "a page is read from a file or over https"],
  [
    "an address that only looks local",
    "http://127.0.0.1.example.com/page.md",
    "a page is read from a file or over https",
  ],
  ["an address that nobody answers at", "http://127.0.0.1:1/page.md", "can't be reached ("],
  [
    "an address with a password",
    "https://me:secret@docs.iyzico.com/page.md",
    "An address with a password in it is not kept.",
  ],
  ["no address", "https://", "https:// is no address."],
])("%s is refused", async (_, place, message) => {
  await expect(readSource(place, folder)).rejects.toThrow(message);
});

test.each([
  ["an answer that is none", "/gone.md", "answered 404."],
  ["a way that leads elsewhere", "/away.md", "can't be reached"],
  ["a page without an end", "/large.md", "is larger than 4194304 bytes."],
  ["a page that is no text", "/latin.md", "is not UTF-8."],
])("%s is refused", async (_, path, message) => {
  await expect(readSource(base + path, folder)).rejects.toThrow(message);
});
