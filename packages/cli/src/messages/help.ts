/** The commands of `mass-payout`. */
export type CommandName =
  | "template"
  | "plan"
  | "check"
  | "pay"
  | "status"
  | "list"
  | "report"
  | "repay"
  | "retrieve"
  | "items"
  | "item"
  | "wait"
  | "balance"
  | "init"
  | "auth"
  | "cancel"
  | "doctor"
  | "sign"
  | "statuses"
  | "simulate"
  | "completion"
  | "help";

type CommandGroup = "plan" | "pay" | "read" | "byHand" | "tools";

/** Each command, in the order of the help, with the heading under which it is listed. */
export const commandGroups: Readonly<Record<CommandName, CommandGroup>> = {
  template: "plan",
  plan: "plan",
  check: "plan",
  pay: "pay",
  status: "pay",
  list: "pay",
  report: "pay",
  repay: "pay",
  retrieve: "read",
  items: "read",
  item: "read",
  wait: "read",
  balance: "read",
  init: "byHand",
  auth: "byHand",
  cancel: "byHand",
  doctor: "tools",
  sign: "tools",
  statuses: "tools",
  simulate: "tools",
  completion: "tools",
  help: "tools",
};

/** The help of one command. */
export interface CommandHelp {
  /** What it does, in one line. */
  brief: string;
  /** What else there is to know, in paragraphs. */
  description?: string;
  /** What each exit code means, if more than 0, 1 and 2 in their usual meaning. */
  exitCodes?: string;
}

/** A flag of several commands has one text. */
type FlagText =
  | "accounts"
  | "all"
  | "allPages"
  | "approve"
  | "authGrace"
  | "balance"
  | "below"
  | "body"
  | "by"
  | "cancelStore"
  | "concurrency"
  | "currency"
  | "decimal"
  | "dialect"
  | "expectCount"
  | "expectNew"
  | "expectTotal"
  | "externalId"
  | "failed"
  | "fault"
  | "force"
  | "itemType"
  | "itemsFormat"
  | "json"
  | "key"
  | "locale"
  | "map"
  | "maxAmount"
  | "maxTotal"
  | "maxWait"
  | "newKey"
  | "newStore"
  | "notFoundGrace"
  | "note"
  | "only"
  | "out"
  | "page"
  | "pageSize"
  | "paidPlan"
  | "perMinute"
  | "pollEvery"
  | "port"
  | "profile"
  | "purpose"
  | "quiet"
  | "randomKey"
  | "rejected"
  | "reportFormat"
  | "reportedPlan"
  | "requestId"
  | "restart"
  | "seed"
  | "sheet"
  | "shell"
  | "signedTarget"
  | "size"
  | "skipCheck"
  | "speed"
  | "splitRows"
  | "store"
  | "stuckAfter"
  | "templateFormat"
  | "unrefunded"
  | "writeEnv"
  | "yes"
  | "yesWrite";

/** What stands for the value of an option or argument. */
type Placeholder =
  | "amount"
  | "command"
  | "days"
  | "digest"
  | "fault"
  | "file"
  | "folder"
  | "id"
  | "key"
  | "mapping"
  | "method"
  | "name"
  | "number"
  | "path"
  | "percent"
  | "referenceCode"
  | "requestId"
  | "seconds"
  | "text";

/** The help of all commands. */
export interface HelpMessages {
  usage: string;
  options: string;
  option: string;
  environment: string;
  exitCodes: string;
  usualExitCodes: string;
  helpFlag: string;
  versionFlag: string;
  /** The last lines of the overview. */
  more: string;
  groups: Readonly<Record<CommandGroup, string>>;
  commands: Readonly<Record<CommandName, CommandHelp>>;
  flags: Readonly<Record<FlagText, string>>;
  placeholders: Readonly<Record<Placeholder, string>>;
  /** The variables of the environment that commands with credentials read. */
  variables: Readonly<Record<string, string>>;
}
