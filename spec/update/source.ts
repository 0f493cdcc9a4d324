import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

/** A page as it came, and where from. */
export interface Source {
  /** The file's path or the address, as it was given. */
  place: string;
  /** The address, when it came from one. */
  url?: string;
  text: string;
}

// A page of the vendor has 10 kB.
const maxBytes = 4 * 1024 * 1024;
const timeoutMs = 30_000;

/**
 * Reads a page from a file, or over https; http is for loopback addresses alone.
 *
 * @param folder what a relative path starts from.
 */
export async function readSource(place: string, folder: string): Promise<Source> {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) return { place, text: await textOfFile(resolve(folder, place), place) };
  const url = URL.parse(place);
  if (url === null) throw new Error(`${place} is no address.`);
  if (url.username !== "" || url.password !== "") throw new Error("An address with a password in it is not kept.");
  if (!isAllowed(url)) throw new Error(`${place}: a page is read from a file or over https.`);
  return { place, url: url.href, text: await textAt(url) };
}

async function textOfFile(path: string, place: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${place} can't be read (${error.code}).`);
  });
  return textOf(bytes, place);
}

async function textAt(url: URL): Promise<string> {
  const response = await fetch(url, {
    headers: { accept: "text/markdown, application/json, application/yaml, text/plain;q=0.9, */*;q=0.1" },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: Error) => unreachable(url, error));
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  if (!isAllowed(new URL(response.url))) throw new Error(`${url} leads to ${response.url}, which is not https.`);
  return textOf(await bytesOf(response, url), url.href);
}

async function bytesOf(response: Response, url: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      chunks.push(chunk);
      if (length > maxBytes) break;
    }
  } catch (error) {
    return unreachable(url, error as Error);
  }
  return Buffer.concat(chunks);
}

function unreachable(url: URL, error: Error): never {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  throw new Error(`${url} can't be reached (${cause?.code || cause?.message || error.message}).`);
}

function textOf(bytes: Uint8Array, place: string): string {
  if (bytes.byteLength > maxBytes) throw new Error(`${place} is larger than ${maxBytes} bytes.`);
  try {
    // Also drops a byte order mark.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${place} is not UTF-8.`);
  }
}

function isAllowed({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}
