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
  | "migrate"
  | "submit"
  | "worker"
  | "approve"
  | "deny"
  | "resume"
  | "link"
  | "history"
  | "ledger"
  | "policy"
  | "health"
  | "purge"
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
  | "probe"
  | "completion"
  | "help";

type CommandGroup = "plan" | "pay" | "database" | "read" | "byHand" | "tools";

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
  migrate: "database",
  submit: "database",
  worker: "database",
  approve: "database",
  deny: "database",
  resume: "database",
  link: "database",
  history: "database",
  ledger: "database",
  policy: "database",
  health: "database",
  purge: "database",
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
  probe: "tools",
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
  | "above"
  | "accounts"
  | "after"
  | "all"
  | "allPages"
  | "approve"
  | "approvers"
  | "authGrace"
  | "authorizeAt"
  | "balance"
  | "before"
  | "below"
  | "body"
  | "by"
  | "byApprover"
  | "byCancel"
  | "byPerson"
  | "bySubmitter"
  | "cancelStore"
  | "concurrency"
  | "currency"
  | "database"
  | "decimal"
  | "dialect"
  | "digest"
  | "dryRun"
  | "expectCount"
  | "expectNew"
  | "expectTotal"
  | "expiresAfter"
  | "externalId"
  | "failed"
  | "fault"
  | "force"
  | "itemType"
  | "itemsFormat"
  | "json"
  | "jsonLines"
  | "key"
  | "ledgerFormat"
  | "limit"
  | "listLimit"
  | "locale"
  | "map"
  | "maxAmount"
  | "maxItems"
  | "maxTotal"
  | "maxWait"
  | "newKey"
  | "newStore"
  | "noDatabase"
  | "notFoundGrace"
  | "notTheSubmitter"
  | "note"
  | "only"
  | "onlyExperiment"
  | "out"
  | "outcome"
  | "page"
  | "pageSize"
  | "paidPlan"
  | "payout"
  | "payoutsAtOnce"
  | "perMinute"
  | "pollEvery"
  | "pollEveryHours"
  | "port"
  | "probeName"
  | "production"
  | "profile"
  | "purpose"
  | "quiet"
  | "randomKey"
  | "rateLimit"
  | "reason"
  | "recipient"
  | "record"
  | "rejected"
  | "reportFormat"
  | "reportedPlan"
  | "reportedProfile"
  | "requestId"
  | "restart"
  | "schema"
  | "seed"
  | "sheet"
  | "shell"
  | "signedTarget"
  | "since"
  | "size"
  | "skipCheck"
  | "speed"
  | "spend"
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
  | "duration"
  | "experiment"
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
  | "recipient"
  | "referenceCode"
  | "requestId"
  | "requestIdOrKey"
  | "seconds"
  | "text"
  | "threshold"
  | "time"
  | "url";

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
  /** Those that commands with a database read. */
  databaseVariables: Readonly<Record<string, string>>;
}
