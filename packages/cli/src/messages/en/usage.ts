import type { UsageMessages } from "../usage.js";

/** The English messages of `usage`. */
export const usage: UsageMessages = {
  mustBe: {
    notEmpty: "must not be empty",
    amount: "must be an amount greater than 0, such as 5000, 1250.50 or 1.250,50",
    unambiguousAmount: "can be read in two ways: write it with two decimals, such as 1234.00 or 1.234,00",
    integer: "must be a non-negative integer",
    positiveInteger: "must be a positive integer",
    seconds: "must be a number of seconds, greater than 0 and less than 25 days",
    days: "must be a number of days, greater than 0 and less than 100000",
    duration: "must be a duration with its unit, such as 90m, 36h or 7d",
    moment: "must be a date and time with its offset, such as 2026-12-01T09:00+03:00",
    date: "must be a date, such as 2026-12-01 (from midnight UTC), or a date and time with its offset, such as 2026-12-01T09:00+03:00",
    threshold: "must be CURRENCY:AMOUNT:N, such as TRY:100000:2",
    digest: (minLength) => `must be a digest or its first characters: ${minLength} to 64 of 0-9 and a-f`,
    oneOf: (choices) => `must be one of ${choices.join(", ")}`,
    atMost: (maximum) => `must be at most ${maximum}`,
  },
  unknownCommand: (name, similar) => `${name} is not a command.${didYouMean(similar)}`,
  unknownOption: (name, similar) => `${name} is not an option of this command.${didYouMean(similar)}`,
  missingOption: (name) => `${name} is required.`,
  missingValue: (name) => `${name} requires a value.`,
  missingArgument: (placeholder) => `${placeholder} is required.`,
  tooManyArguments: (text) => `${text} is one argument too many.`,
  givenTwice: (name) => `${name} must not be given twice.`,
  notTogether: (one, other) => `${one} and ${other} must not be given together.`,
  seeHelp: (command) => `Run mass-payout ${command === undefined ? "" : `${command} `}--help for the usage.`,
  commandRequired: "A command is required.",
  commandFirst: (option) => `${option} must be behind the command.`,
  payoutRequired: "--request-id or --external-id is required.",
  missingCredentials: (names) =>
    `${names.join(" and ")} must be set in the environment: the merchant's keys from iyzico. IYZICO_BASE_URL is the ` +
    "address of iyzico, the sandbox by default.",
  bothGiven: (one, other) => `${one} and ${other} must not both be set.`,
  bothDiffer: (one, other) => `${one} and ${other} must be the same if both are set.`,
  unreadableFile: (name, code) => `${name} cannot be read (${code}).`,
  unwritableFile: (name, code) => `${name} cannot be written (${code}).`,
  emptyFile: (name) => `${name} must not be empty.`,
  profileInSimulator:
    "--profile must not be given to a command that runs with the simulator: it has keys of a merchant.",
  unknownProfile: (name, file) => `--profile: ${file} has no profile ${name}.`,
  openToOthers: (file) => `${file} can be read by others, and has secrets in it. Run chmod 600 on it.`,
  invalidProfiles: (file) =>
    `${file} must be JSON: { "NAME": { "apiKey": "…", "secretKey": "…", "baseUrl": "https://…" } }.`,
  cannotListen: (port, code) => `--port: cannot listen on ${port} (${code}).`,
  percentagesAbove100: "--rejected, --failed and --unrefunded must add up to at most 100.",
};

function didYouMean(similar: readonly string[]): string {
  return similar.length === 0 ? "" : ` Did you mean ${similar.join(" or ")}?`;
}
