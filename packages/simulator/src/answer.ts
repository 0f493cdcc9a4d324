import type { Locale } from "@iyzico-mass-payout/types";
import { LosslessNumber, stringify } from "lossless-json";
import type { Failure } from "./failure.js";

/** An answer as it goes over the wire. */
export interface Answer {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly text: string;
  /** What it says, for the history. */
  readonly outcome: "success" | "failure";
  readonly errorCode?: string;
}

/** Who is answered, and when. */
export interface Reader {
  readonly locale: Locale;
  readonly now: number;
}

/** A bare JSON number with exactly these digits. */
export function digits(text: string): LosslessNumber {
  return new LosslessNumber(text);
}

export function successAnswer(fields: object, reader: Reader): Answer {
  return { ...json(200, { status: "success", ...fields, ...stamp(reader) }), outcome: "success" };
}

/** Failures have HTTP 200 too; another status is for what the documents don't speak of. */
export function failureAnswer({ errorCode, message }: Failure, reader: Reader, httpStatus = 200): Answer {
  const body = { status: "failure", errorCode, errorMessage: message[reader.locale], ...stamp(reader) };
  return { ...json(httpStatus, body), outcome: "failure", errorCode: String(errorCode) };
}

/** The gateway's form of a refusal. */
export function gatewayAnswer(reader: Reader): Answer {
  const body = { status: 401, errorCode: "5", errorMessage: "Authentication failed!", ...stamp(reader) };
  return { ...json(401, body), outcome: "failure", errorCode: "5" };
}

/** What a proxy answers for a server that it can't reach. */
export const badGateway: Answer = {
  httpStatus: 502,
  contentType: "text/html",
  text: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n",
  outcome: "failure",
};

function stamp({ locale, now }: Reader) {
  return { locale, systemTime: Math.trunc(now) };
}

function json(httpStatus: number, body: object) {
  return { httpStatus, contentType: "application/json;charset=UTF-8", text: stringify(body) as string };
}
