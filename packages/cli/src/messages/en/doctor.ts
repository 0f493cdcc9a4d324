import type { DoctorMessages } from "../doctor.js";

const explanations: Readonly<Record<string, string>> = {
  "5": "The gateway rejected the keys: are they of this environment, and is the merchant active?",
  "1000":
    "iyzico rejected the signature. The secret key is probably wrong or incomplete: copy it again from iyzico's panel. A proxy " +
    "that changes the path or the body has the same effect.",
  "1001":
    "iyzico does not know the API key at this address. Usually it is a sandbox key on the production host, or the reverse.",
  "1007": "The signature did not arrive. Does a proxy remove headers?",
  "1009": "The Authorization header did not arrive. Does a proxy remove it?",
  "2000":
    "The keys are right, and mass payout is not enabled for this merchant. Ask iyzico's support to enable it in this " +
    "environment.",
  "50000": "iyzico's request limit is exceeded. Wait a minute.",
  "100001":
    "iyzico's service failed. Also seen when mass payout is not enabled for the merchant: try again, then ask iyzico.",
};

/** The English messages of `doctor`. */
export const doctor: DoctorMessages = {
  names: {
    node: "Node.js",
    credentials: "credentials",
    address: "address",
    proxy: "proxy",
    dns: "name resolution",
    tcp: "connection",
    tls: "TLS",
    clock: "clock",
    balance: "signed request",
    store: "store",
  },
  statuses: { ok: "ok", failed: "FAILED", skipped: "skipped" },
  result: { ok: "Everything is ok.", failed: "Something failed: see above what to do." },
  nodeTooOld: (version) => `${version} is too old. Install Node.js 20.12 or newer.`,
  keys: (masked, length, source) => `API key ${masked} (${length} characters) and a secret key, from ${source}`,
  fromEnvironment: "the environment",
  fromProfile: (name) => `profile ${name}`,
  keyHasQuotes:
    "A key has quotation marks in it: the file or script that sets it has probably quoted it twice. Remove them.",
  keyHasBlanks:
    "A key has blanks, line breaks or invisible characters in it, or the API key has ':' or '&': copy it again from iyzico's panel.",
  addressIs: (origin, place) =>
    `${origin} (${{ production: "PRODUCTION", sandbox: "SANDBOX", test: "a test address" }[place]})`,
  addressHasPath: (path) => `The address must not have a path: remove ${path} from IYZICO_BASE_URL.`,
  addressHasOldPath:
    "The address must not have a path: the client adds /v1/mass/payout itself. There is no /v2/masspayout at iyzico; with it, " +
    "every request fails. Set IYZICO_BASE_URL to https://api.iyzipay.com or https://sandbox-api.iyzipay.com.",
  addressInvalid: (message) => `${message} Correct IYZICO_BASE_URL, such as https://sandbox-api.iyzipay.com.`,
  wrongEnvironment: {
    "sandbox-key-on-production":
      "The API key is one of the sandbox, and the address is production. Use the production keys, or " +
      "IYZICO_BASE_URL=https://sandbox-api.iyzipay.com.",
    "production-key-on-sandbox":
      "The API key does not begin with sandbox-, and the address is the sandbox. Use the sandbox's keys; or, to move real " +
      "money, IYZICO_BASE_URL=https://api.iyzipay.com.",
  },
  noProxy: "no proxy is set",
  proxyUsed: (names) => `requests go through the proxy of ${names}`,
  proxyUnused: (names) =>
    `${names} is set and not used. If this machine reaches iyzico only through the proxy, set NODE_USE_ENV_PROXY=1 too.`,
  proxyNeedsNewerNode: (names) =>
    `${names} is set, and this version of Node.js does not read it. Use Node.js 24, or see docs/proxies.md.`,
  behindProxy: "not checked: the proxy connects",
  notReached: "not checked: a check above failed",
  resolved: (addresses) => addresses,
  unresolved: (host, code) =>
    `${host} has no address (${code}). Is the network up, and the name in IYZICO_BASE_URL right?`,
  connected: (host, port) => `${host}:${port} answers`,
  notConnected: (host, port, code) =>
    `${host}:${port} cannot be reached (${code}). Does a firewall block it, or is a proxy required? See docs/proxies.md.`,
  noTls: "not used: an address of this machine",
  tlsIs: (protocol, days) => `${protocol}, the certificate is valid for ${days} more days`,
  tlsFailed: (code) =>
    `No secure connection (${code}). A proxy that opens connections needs its certificate in NODE_EXTRA_CA_CERTS; a wrong clock ` +
    "makes valid certificates fail. Do not switch the check off.",
  tlsExpires: (days) =>
    `The certificate ends in ${days} days. If it is a company proxy's, have it renewed; iyzico renews its own.`,
  clockDiffers: (seconds) => `differs from the server's by ${seconds} s`,
  clockWrong: (seconds) =>
    `This machine's clock differs from the server's by ${seconds} s. Set it, with NTP: waiting times and the dates in the store ` +
    "depend on it.",
  noDate: "not checked: the server sent no date",
  balanceAnswered: "iyzico accepted the signature and answered with the balance",
  balanceFailed: (errorCode, message) =>
    (errorCode === undefined ? undefined : explanations[errorCode]) ?? `The request failed: ${message}`,
  otherTarget: (target) =>
    `iyzico accepts the signature over the ${target.replaceAll("-", " ")}: set IYZICO_SIGNED_TARGET=${target}.`,
  storeIs: (folder) => `${folder} is a payment store`,
};
