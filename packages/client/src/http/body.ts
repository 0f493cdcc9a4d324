/**
 * 4 MiB, far more than a page of recipients requires. The exact JSON parser blocks the process in proportion to the
 * size: at this size for well under a second.
 */
const maxBodyBytes = 4 * 1024 * 1024;

/** A body that cannot be read. The message gives the reason and no content. */
export class UnreadableBody extends Error {}

/** The reading of a body. */
export interface Reading {
  text: Promise<string>;
  /** Ends the connection, even if the client's fetch ignores signals. */
  cancel(): void;
}

/**
 * Reads a whole body as UTF-8. The limit counts bytes after decompression, so that neither an endless body nor a small
 * one that unpacks to gigabytes fills the memory. HTML in another encoding is decoded with replacement characters: it
 * only has to be recognised as HTML.
 */
export function readBody({ body }: Response): Reading {
  const reader = body?.getReader();
  // An error of the cancellation is irrelevant.
  const cancel = () => void Promise.allSettled([reader?.cancel()]);
  return { text: readBodyText(reader).finally(cancel), cancel };
}

async function readBodyText(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<string> {
  if (reader === undefined) return "";
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > maxBodyBytes) throw new UnreadableBody(`the body must have at most ${maxBodyBytes} bytes`);
    chunks.push(chunk.value as Uint8Array<ArrayBuffer>);
  }
  // Most answers are one chunk, which need not be copied.
  const [bytes = new Uint8Array()] = chunks.length > 1 ? [await new Blob(chunks).arrayBuffer()] : chunks;
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
