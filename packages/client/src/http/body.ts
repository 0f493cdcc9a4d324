/**
 * Far more than a page of recipients needs. An exact reader of JSON takes time in proportion, and blocks everything else
 * meanwhile: at this size well under a second.
 */
const maxBodyBytes = 4 * 1024 * 1024;

/** A body that can't be read as text. Says why, never what it contains. */
export class UnreadableBody extends Error {}

/** A body that is being read. */
export interface Reading {
  text: Promise<string>;
  /** Ends the connection, whether or not whoever sends listens to signals. */
  cancel(): void;
}

/**
 * Reads a whole body as UTF-8. Counts what comes out of decompression, so that neither an endless body nor a small one
 * that unpacks to gigabytes fills the memory. A page of HTML in another encoding is read as well as it goes.
 */
export function readText({ body }: Response): Reading {
  const reader = body?.getReader();
  // How the cancelling goes is of no interest.
  const cancel = () => void Promise.allSettled([reader?.cancel()]);
  return { text: textOf(reader).finally(cancel), cancel };
}

async function textOf(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<string> {
  if (reader === undefined) return "";
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > maxBodyBytes) throw new UnreadableBody(`the body is larger than ${maxBodyBytes} bytes`);
    chunks.push(chunk.value as Uint8Array<ArrayBuffer>);
  }
  // Most answers come in one piece, which needs no putting together.
  const [bytes = new Uint8Array()] = chunks.length > 1 ? [await new Blob(chunks).arrayBuffer()] : chunks;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    if (isHtml(text)) return text;
    throw new UnreadableBody("the body is not UTF-8");
  }
}

/** Whether an answer is a page for people, of a proxy or a gateway, and not JSON. */
export function isHtml(text: string): boolean {
  return /^\s*</.test(text);
}
