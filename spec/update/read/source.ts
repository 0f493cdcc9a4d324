import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

/** The text of a page and its origin. */
export interface Source {
  /** The file's path or the URL, as given. */
  address: string;
  /** The URL, for a page that was fetched. */
  url?: string;
  text: string;
}

// A page of the vendor has 10 kB.
const maxBytes = 4 * 1024 * 1024;
const timeoutMs = 30_000;

/**
 * Reads a page from a file or over https; http is allowed for loopback addresses only.
 *
 * @param folder the folder that a relative path is resolved against.
 */
export async function readSource(address: string, folder: string): Promise<Source> {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(address))
    return { address, text: await readText(resolve(folder, address), address) };
  const url = URL.parse(address);
  if (url === null) throw new Error(`${address} must be a valid URL.`);
  if (url.username !== "" || url.password !== "") throw new Error("A URL must not contain a user name or a password.");
  if (!isAllowed(url)) throw new Error(`${address} must be a file or an https URL.`);
  return { address, url: url.href, text: await fetchText(url) };
}

async function readText(path: string, address: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${address} can't be read (${error.code}).`);
  });
  return decodeText(bytes, address);
}

async function fetchText(url: URL): Promise<string> {
  const response = await fetch(url, {
    headers: { accept: "text/markdown, application/json, application/yaml, text/plain;q=0.9, */*;q=0.1" },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: Error) => throwUnreachable(url, error));
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  if (!isAllowed(new URL(response.url))) throw new Error(`${url} redirects to ${response.url}, which is not https.`);
  return decodeText(await readBody(response, url), url.href);
}

/** Reads the body; stops when it exceeds the limit, which `decodeText` reports. */
async function readBody(response: Response, url: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      chunks.push(chunk);
      if (length > maxBytes) break;
    }
  } catch (error) {
    return throwUnreachable(url, error as Error);
  }
  return Buffer.concat(chunks);
}

function throwUnreachable(url: URL, error: Error): never {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  throw new Error(`${url} can't be reached (${cause?.code || cause?.message || error.message}).`);
}

function decodeText(bytes: Uint8Array, address: string): string {
  if (bytes.byteLength > maxBytes) throw new Error(`${address} is larger than ${maxBytes} bytes.`);
  try {
    // Also removes a byte order mark.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${address} must be UTF-8.`);
  }
}

function isAllowed({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}
