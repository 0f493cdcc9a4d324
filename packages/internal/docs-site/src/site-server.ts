import { readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { type LoopbackServer, startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
};

/**
 * Serves a folder at a base, as the simplest file servers do: a folder by its index.html, and nothing without an extension for a
 * page that has one.
 */
export function serveSite(folder: string, base: string): Promise<LoopbackServer> {
  return startLoopbackServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const path = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : undefined;
    const file = path === undefined || path.includes("..") ? undefined : join(folder, path);
    const found = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory() && !pathname.endsWith("/")) {
      response.writeHead(301, { location: `${pathname}/` }).end();
      return;
    }
    const target = found?.isDirectory() ? join(file as string, "index.html") : file;
    if (target === undefined || !statSync(target, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404, { "content-type": types[".html"] }).end(readFileSync(join(folder, "404.html")));
      return;
    }
    response.writeHead(200, { "content-type": types[extname(target)] ?? "application/octet-stream" });
    response.end(readFileSync(target));
  });
}
