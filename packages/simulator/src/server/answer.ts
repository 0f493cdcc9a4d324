import type { Locale } from "@iyzico-mass-payout/types";
import { stringify } from "lossless-json";
import type { VendorFailure } from "../operations/vendor-failure.js";

/** An answer of iyzico, or of a proxy in front of it. */
export interface Answer {
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the history. */
  readonly outcome: "success" | "failure";
  readonly errorCode?: string;
}

/** What every answer's envelope depends on. */
export interface Envelope {
  readonly locale: Locale;
  readonly now: number;
}

export function successAnswer(fields: object, envelope: Envelope): Answer {
  const body = { status: "success", ...fields, ...envelopeFields(envelope) };
  return { ...jsonAnswer(200, body), outcome: "success" };
}

/** HTTP 200 for a documented failure; another status for a case that the documents don't describe. */
export function failureAnswer({ errorCode, message }: VendorFailure, envelope: Envelope, httpStatus = 200): Answer {
  const errorMessage = message[envelope.locale];
  const body = { status: "failure", errorCode, errorMessage, ...envelopeFields(envelope) };
  return { ...jsonAnswer(httpStatus, body), outcome: "failure", errorCode: String(errorCode) };
}

/** The gateway's answer to a request without a signature. */
export function gatewayAnswer(envelope: Envelope): Answer {
  const body = { status: 401, errorCode: "5", errorMessage: "Authentication failed!", ...envelopeFields(envelope) };
  return { ...jsonAnswer(401, body), outcome: "failure", errorCode: "5" };
}

/** A proxy's answer for a server that it can't reach. */
export const badGatewayAnswer: Answer = {
  httpStatus: 502,
  headers: { "content-type": "text/html" },
  body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n",
  outcome: "failure",
};

/** A proxy's answer that sends the caller to another page, such as one for maintenance. */
export const redirectAnswer: Answer = {
  httpStatus: 302,
  headers: { location: "/maintenance" },
  body: "",
  outcome: "failure",
};

function envelopeFields({ locale, now }: Envelope) {
  return { locale, systemTime: Math.trunc(now) };
}

function jsonAnswer(httpStatus: number, body: object) {
  return { httpStatus, headers: { "content-type": "application/json;charset=UTF-8" }, body: stringify(body) as string };
}
