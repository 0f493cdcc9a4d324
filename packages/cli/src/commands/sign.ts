import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Authorization, type Credentials, createSigner, parseAuthorization } from "@iyzico-mass-payout/auth";
import type { Destination, SignedTarget } from "@iyzico-mass-payout/client";
import { destinationMessages, signMessages } from "../messages/catalogs.js";
import { quoteForShell } from "../terminal/quote-for-shell.js";
import { maskKey } from "../views/mask.js";
import { formatSigned, type SignedRequest } from "../views/sign.js";
import type { CommandContext } from "./command.js";
import { nameDestination } from "./destination.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import { reading } from "./files.js";
import type { ConnectionFlags } from "./flags.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout sign` takes. */
export interface SignFlags extends ConnectionFlags {
  /** A file with the body. */
  body?: string;
  /** Makes the signature reproducible; a fresh one by default. */
  randomKey?: string;
  json: boolean;
}

/** What `mass-payout sign` was called with. */
export interface SignArguments extends SignFlags {
  method: string;
  /** What follows the host. */
  path: string;
}

/** Exact: curl and servers read other spellings, such as `/v1/mass/payout/x/../auth` or `//v1/…`, as the path of an auth. */
const postsWithCurl = /^\/v1\/mass\/payout\/(retrieve|init|cancel\/[\w-]+)(\?|$)/;

/** `mass-payout sign`: signs a request and shows what was signed. Sends nothing. */
export async function runSign(args: SignArguments, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale } = context;
  await signMessages.load(locale);
  const text = signMessages.in(locale);
  const { path, body: bodyFile, randomKey, json } = args;
  const method = args.method.toUpperCase();
  if (method !== "GET" && method !== "POST") throw new UsageError(text.methodMustBe);
  if (method === "GET" && bodyFile !== undefined) throw new UsageError(text.bodyOfGet);
  // The bytes exactly: they are what curl sends.
  const body = bodyFile === undefined ? undefined : reading(bodyFile, locale, () => readFileSync(bodyFile));
  const connection = connectionOf(args, context);
  // The environment and the profiles have no other signer.
  const credentials = connection.credentials as Credentials;
  const { signedTarget = "path" } = connection;
  const headers = await signChecked(credentials, { path, body, signedTarget, randomKey });
  const stringToSign = Buffer.concat([
    Buffer.from(headers["x-iyzi-rnd"] + (signedTarget === "path" ? path.replace(/\?.*$/s, "") : path)),
    body ?? Buffer.alloc(0),
  ]);
  const { signature } = parseAuthorization(headers.authorization) as Authorization;
  const isAuth = /^\/v1\/mass\/payout\/auth\b/.test(path);
  const hasCurl = path.startsWith("/") && !isAuth && (method === "GET" || postsWithCurl.test(path));
  const signed: SignedRequest = {
    stringToSign,
    sha256: createHash("sha256").update(stringToSign).digest("hex"),
    headers,
    decoded: `apiKey:${maskKey(credentials.apiKey)}&randomKey:${headers["x-iyzi-rnd"]}&signature:${signature}`,
    ...(hasCurl && {
      curl: curlLine({ method, path, bodyFile, headers, destination: connection, signedTarget, locale }),
    }),
  };
  if (json) stdout.write(`${JSON.stringify({ ...signed, stringToSign: stringToSign.toString() }, null, 2)}\n`);
  else stdout.write(formatSigned(signed, locale));
  stderr.write(`${text.secrecy}\n`);
  if (isAuth) stderr.write(`${text.noCurlForAuth}\n`);
  else if (signed.curl === undefined) stderr.write(`${text.noCurlForPath}\n`);
  else if (/^\/v1\/mass\/payout\/(init|cancel)\b/.test(path)) {
    const { kind, host } = nameDestination(connection);
    await destinationMessages.load(locale);
    stderr.write(`${text.writes(destinationMessages.in(locale).destination(kind, host))}\n`);
  }
  return exitCodes.success;
}

/** @throws {UsageError} if the path, the random key or the credentials cannot be signed with. */
async function signChecked(
  credentials: Credentials,
  {
    path,
    body,
    signedTarget,
    randomKey,
  }: { path: string; body: Buffer | undefined; signedTarget: SignedTarget; randomKey: string | undefined },
) {
  try {
    const signer = createSigner(credentials, { signedTarget, ...(randomKey && { randomKey: () => randomKey }) });
    return await signer.sign({ path, body });
  } catch (error) {
    // Its errors say what must be, and repeat no key.
    throw new UsageError((error as Error).message);
  }
}

interface CurlParts {
  method: "GET" | "POST";
  path: string;
  bodyFile: string | undefined;
  headers: Readonly<Record<string, string>>;
  destination: Destination;
  signedTarget: SignedTarget;
  locale: string;
}

/** `--data-binary`, because `--data` would remove line breaks. */
function curlLine({ method, path, bodyFile, headers, destination, signedTarget, locale }: CurlParts): string {
  const { origin } = nameDestination(destination);
  // Every operation requires the query `locale`. A query that is not signed may be added to.
  const isComplete = /[?&]locale=/.test(path) || signedTarget === "path-and-query";
  const query = isComplete ? "" : `${path.includes("?") ? "&" : "?"}locale=${locale}`;
  const url = origin + path + query;
  const allHeaders = Object.entries({ ...headers, "content-type": "application/json" });
  return quoteForShell([
    ...["curl", "--request", method, url],
    ...allHeaders.flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...(bodyFile === undefined ? [] : ["--data-binary", `@${bodyFile}`]),
  ]);
}
