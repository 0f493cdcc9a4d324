/**
 * 4 MiB, far more than a page of recipients requires. To parse a body blocks the process in proportion to the size: 4 MiB of
 * items for less than half a second, and 4 MiB of nothing but brackets, the worst that a broken server can send, for some
 * seconds.
 */
export const maxBodyBytes: number = 4 * 1024 * 1024;

/** A body that cannot be read. The message gives the reason and no content. */
export class UnreadableBody extends Error {}

/** The limit counts bytes after decompression: neither an endless body nor a small one that unpacks to gigabytes fills the memory. */
export function bodyTooLarge(): UnreadableBody {
  return new UnreadableBody(`the body must have at most ${maxBodyBytes} bytes`);
}

/** Reads the whole body of a fetch's response, already decompressed. */
export async function readBytes(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<Uint8Array> {
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > maxBodyBytes) throw bodyTooLarge();
    chunks.push(chunk.value as Uint8Array<ArrayBuffer>);
  }
  // Most answers are one chunk, which need not be copied.
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/**
 * Decodes a body, which must be UTF-8. HTML in another encoding is decoded with replacement characters: it only has to be
 * recognised as HTML.
 */
export function decodeBody(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    if (isHtml(text)) return text;
    throw new UnreadableBody("the body must be UTF-8");
  }
}

/** Whether a body is HTML, such as the error page of a proxy or gateway. */
export function isHtml(text: string): boolean {
  return /^\s*</.test(text);
}
