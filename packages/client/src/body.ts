/** Far more than a page of payees needs, and little enough to hold in memory. */
const largestBody = 32 * 1024 * 1024;

/** A body that can't be read as text. Says why, never what it contains. */
export class BodyFault extends Error {}

/**
 * Reads a whole body as UTF-8. Counts what comes out of decompression, so that neither an endless body nor a small one
 * that unpacks to gigabytes fills the memory.
 */
export async function readText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = response.body.getReader();
  const texts: string[] = [];
  let size = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      size += chunk.value.byteLength;
      if (size > largestBody) throw new BodyFault(`the body is larger than ${largestBody} bytes`);
      texts.push(decode(() => decoder.decode(chunk.value, { stream: true })));
    }
    texts.push(decode(() => decoder.decode()));
    return texts.join("");
  } catch (error) {
    // Ends the connection; how that goes is of no interest.
    void Promise.allSettled([reader.cancel()]);
    throw error;
  }
}

function decode(text: () => string): string {
  try {
    return text();
  } catch {
    throw new BodyFault("the body is not UTF-8");
  }
}
