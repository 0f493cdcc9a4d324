import type { HelpMessages } from "../help.js";

/** The English messages of `help`. */
export const help: HelpMessages = {
  usage: "Usage",
  options: "Options",
  option: "options",
  environment: "Environment",
  exitCodes: "Exit code",
  usualExitCodes: "0 it worked; 1 it failed; 2 the call or the input is wrong.",
  helpFlag: "prints this help",
  versionFlag: "prints the version",
  more: "mass-payout COMMAND --help describes one command. Not affiliated with iyzico.",
  groups: {
    plan: "From a spreadsheet to a plan",
    pay: "Paying",
    database: "Payouts on many machines, over your Postgres",
    read: "Reading from iyzico",
    byHand: "One operation by hand",
    tools: "Tools",
  },
  commands: {
    template: {
      brief: "writes an empty spreadsheet with the headings that are read",
      description:
        "Prints the file to stdout: mass-payout template --format xlsx > payments.xlsx. It has headings and no recipient. " +
        "CSV is as Turkish Excel opens it: semicolons and UTF-8 with a byte order mark.",
    },
    plan: {
      brief: "reads a spreadsheet, CSV or XLSX, and prints it as a plan",
      description:
        "Prints the plan as JSON, with names and accounts. Sends nothing, and takes no keys. All faults of all rows are " +
        "printed at once, with row and column, and without what the cells say.\n\n" +
        "Headings are known in Turkish and English: Ad Soyad or Name, IBAN, TCKN, Telefon or Phone, Üye No or Member ID, " +
        "Tutar or Amount, Para Birimi or Currency, Açıklama or Description, Ödeme No or Payment ID; titles may be above them. " +
        "Each row has one recipient. Other columns are not read; one that might be meant must be mapped: " +
        '--map "Durum=ignore", --map "Hakediş=amount".\n\n' +
        "An amount has its decimals behind a comma or a point. One that can be read in two ways, such as 1.234, is refused " +
        "until --decimal says which. Hidden rows and columns, merged cells, and numbers that lost digits are refused too.",
      exitCodes: "0 it worked; 2 the call is wrong, or the spreadsheet has faults.",
    },
    check: {
      brief: "checks a plan or a spreadsheet, and says what pay would do",
      description:
        "Sends nothing, and takes no keys. Prints every fault; without one, the sums, the banks of the IBANs, recipients that " +
        "are repeated, and what pay would do. Names and accounts are not printed.",
      exitCodes: "0 no fault; 2 the call is wrong, or the file has faults.",
    },
    pay: {
      brief: "pays a plan until it is settled; run again, it continues",
      description:
        "Sends the plan (init), has it reviewed, authorises it (auth), and polls until it is settled. If it is stopped or " +
        "killed, the same command continues where it was, and pays no recipient twice.\n\n" +
        "Without --approve, a payout is authorised if iyzico rejected no item, the balance covers it, and neither a " +
        "recipient of the plan nor its whole list seems to be paid twice; otherwise the review is printed.\n\n" +
        "At production, the payment must be confirmed: by typing the plan's key, or with --yes where there is no terminal. One " +
        "that is authorised already is only polled, and needs no confirmation.\n\n" +
        "The result goes to stdout, with the plan's names; progress goes to stderr. Stopped by a signal, it prints no result " +
        "but how far the payment is, and the command that goes on.",
      exitCodes:
        "0 settled, and all recipients are paid; 1 it failed; 2 the call, the store's folder or the plan is wrong; " +
        "3 settled, and not all recipients are paid; 4 action required: the result says which; 5 in progress, or stopped " +
        "by a signal: run the same command again, without --new-store and --expect-new.",
    },
    report: {
      brief: "reports a payment of the store: who is paid, who is not and why",
      description:
        "Reads the store and sends nothing. Without --plan, the report has ids and amounts only: the store has no names. It " +
        "is not a bank's receipt.\n\n" +
        "html is one page for a browser and for A4 paper, without a request to any other file. xlsx is a workbook with the " +
        "recipients, and with the same rows as csv.\n\n" +
        "csv is for the books: two rows for each final ledger entry, debit and credit with the same entry_key, and one row " +
        "for each item that has none. An entry that is not final is left out, because it must not be booked; the state of " +
        "its item says how far it is. An entry that takes back an earlier one has debit and credit exchanged. Sums are those " +
        "of debit and credit: amount and commission are of the item, and the same in each of its rows.\n\n" +
        "With --locale tr, csv has semicolons and decimal commas, as Turkish spreadsheet programs expect; with en, commas and " +
        "decimal points. A text that begins like a formula (= + - @) gets an apostrophe before it.\n\n" +
        "An accounts file has the account codes of both sides of each kind of entry:\n" +
        '{ "paid": { "debit": "335.01", "credit": "102.09" }, "commission": {…}, "refund": {…}, "receivable": {…} }\n' +
        "A refund left the balance and came back: both of its sides are the account of the balance.",
    },
    repay: {
      brief: "plans to pay again what came back from a settled payment",
      description:
        "Polls the payment KEY again and prints a plan, as JSON, of the items that are refunded (DEPOSIT_SUCCESS) or rejected " +
        "(INVALID), in the store and at iyzico now, and of no others. It pays nothing: pay the plan. pay then records in the " +
        "payment KEY, before it sends anything, that the items are superseded, and refuses every other plan for them.\n\n" +
        "Correct an account that was rejected in the plan before you pay it; ids and amounts must stay. Run again with the " +
        "same --key, it prints the same plan. With --json, stdout has the plan and the items that are left out.",
      exitCodes:
        "0 the plan is on stdout; 1 it failed; 2 the call or the plan is wrong, or nothing may be paid again under this key; " +
        "4 action required: iyzico shows an item otherwise than the store, and there is no plan.",
    },
    status: {
      brief: "shows how a payment stands, and what is required next",
      description:
        "Asks iyzico nothing and sends nothing. What is required, and the command for it, are as the last pay left them: pay " +
        "polls, and shows what has changed since. With a database, KEY is a payout that was submitted: its approvals and parts are " +
        "shown too, and with --all its recipients by id, type and amount: names and accounts are not read.",
      exitCodes:
        "0 settled, and all recipients are paid; 1 it failed; 2 the call is wrong, or there is no such payment; 3 settled, and " +
        "not all recipients are paid; 4 action required; 5 in progress.",
    },
    list: {
      brief: "lists the payments of a store, or the payouts of a database",
      description: "Asks iyzico nothing and sends nothing. A payment that cannot be read is shown with its error.",
      exitCodes: "0 it worked; 1 a payment cannot be read; 2 the call is wrong, or the folder is not a store.",
    },
    migrate: {
      brief: "makes the tables in your Postgres, or brings them up to date",
      description:
        "Run it once, and after each update of @iyzico-mass-payout/durable, with a user who may create tables. It changes no " +
        "payout, and is safe when several run it at once.",
    },
    submit: {
      brief: "stores a plan, which workers then pay",
      description:
        "The same plan under the same key is the same payout, also after a crash. Sends nothing itself: a worker does. The plan, " +
        "with its names and accounts, is stored in a table of its own, encrypted if MASS_PAYOUT_ENCRYPTION_KEY is set.\n\n" +
        "At production, a new payout must be confirmed: by typing the plan's key, or with --yes where there is no terminal.",
      exitCodes:
        "0 it is stored, now or before; 1 it failed; 2 the call or the plan is wrong. Nothing was stored then.",
    },
    worker: {
      brief: "pays what is submitted, until it is stopped",
      description:
        "Run it in any number of processes and machines: a payout goes on elsewhere if one dies. All of them together send at " +
        "most --rate-limit requests in any minute. SIGTERM and SIGINT stop it once what is under way has ended; a second one " +
        "ends it at once. Prints a line for each event, without anything of a recipient.",
      exitCodes:
        "0 it was stopped by a signal; 1 it failed; 2 the call, the environment or the database's tables are wrong.",
    },
    approve: {
      brief: "shows what would be paid, and approves exactly that",
      description:
        "At a terminal, shows the review and asks for the first characters of its digest. Without one, --digest must be given. A " +
        "digest stands for one review: if it changes, the approval is void. Works without a worker; a worker then goes on.",
      exitCodes:
        "0 the approval is recorded, also if more people must approve; 1 it failed; 2 the call is wrong, or there is nothing " +
        "to approve; 4 the digest was not typed: nothing is recorded.",
    },
    deny: {
      brief: "denies a payout: nothing more of it is authorised",
      description: "resume takes a denial back; cancel --by cancels the payout at iyzico.",
      exitCodes:
        "0 it is recorded, and nothing was authorised; 1 it failed; 2 the call is wrong; 4 it is recorded, and a part was or may " +
        "be authorised before.",
    },
    resume: {
      brief: "lets a payout go on after its cause is corrected",
      description:
        "For a payout that requires an action, or was denied. It approves nothing: earlier approvals are void after a denial.",
    },
    link: {
      brief: "names the payout at iyzico that belongs to a key",
      description:
        "KEY is that of the payout, or of a part. The requestId must be the one that iyzico has confirmed for its externalId. " +
        "Only a digest approves a linked payout.",
    },
    history: {
      brief: "shows who did what to a payout, and what was sent",
      description: "From the database, in order, without anything of a recipient. For audits.",
    },
    ledger: {
      brief: "prints the final ledger entries of all payouts",
      description:
        "In the order in which they were stored. Book each once: begin each run with --since and the last position, which stderr " +
        "has. csv has the columns of report --format csv.",
    },
    policy: {
      brief: "shows who must approve, or stores it",
      description:
        "With --approvers, stores a policy as a whole, and says what it means for open payouts. For those, whichever is stricter " +
        "counts in each point: this policy or the one of their submission.",
    },
    health: {
      brief: "counts open payouts, and those that need attention",
      exitCodes:
        "0 nothing needs attention; 1 it failed; 2 the call is wrong; 4 payouts require an action, are overdue or fail.",
    },
    purge: {
      brief: "deletes names and accounts of settled payouts",
      description:
        "Deletes the stored plans of payouts that were settled before a date. Amounts, ids, ledger and history are kept.",
    },
    retrieve: {
      brief: "reads a payout and one page of its items",
      description: "Pays nothing. With --json, the result has personal data in full.",
    },
    items: {
      brief: "reads every item of a payout once, over all pages",
      description:
        "Rows are written as they come; the table at the end. If a page fails, the exit code is 1, and the JSON has " +
        "isComplete: false. CSV has accounts masked and is for spreadsheets; JSON and NDJSON have personal data in full.",
    },
    item: {
      brief: "reads one item of a payout by iyzico's referenceCode",
      description: "With --json, the result has personal data in full.",
    },
    wait: {
      brief: "polls a payout until it is settled; it only reads",
      exitCodes:
        "0 settled, and all recipients are paid; 1 it failed; 2 the call is wrong; 3 settled, and not all recipients are " +
        "paid; 4 action required; 5 in progress, or stopped by a signal.",
    },
    balance: {
      brief: "reads the balance that mass payouts are paid from",
      exitCodes: "0 it worked; 1 it failed; 2 the call is wrong; 3 the balance is below --below.",
    },
    init: {
      brief: "sends a plan to iyzico, and nothing else: for engineers on call; pay does all of it",
      description:
        "The request is recorded in the store before it is sent. A second one of the same externalId is refused, unless the " +
        "first provably was not sent. No recipient is paid before an auth.",
      exitCodes:
        "0 all items are accepted; 1 it failed; 2 the call or the plan is wrong, or it was sent before; 4 it may have been " +
        "sent, or items are rejected.",
    },
    auth: {
      brief: "reviews a payout and authorises it by its digest: for engineers on call; pay does it safely",
      description:
        "Without --approve, shows the review and its digest. With it, polls again and sends the auth, if the payout and all " +
        "items but the rejected ones say INIT and nothing has changed. It is recorded in the store before it is sent. After " +
        "an auth that may have had an effect, nothing is approved for 10 minutes, and then only a new digest. A payout of a " +
        "payment in the store is refused: use pay.",
      exitCodes:
        "0 iyzico took the auth; 1 it failed; 2 the call is wrong, or the payout is a payment's; 4 an approval is required, " +
        "nothing may be sent, or the auth may have had an effect: do not run it again then, but wait.",
    },
    cancel: {
      brief: "cancels a payout before it is authorised",
      description:
        "Sends one request. What a cancellation does after an auth is not documented.\n\n" +
        "With --by, cancels the payout KEY of the database instead: it is recorded, a worker cancels each part that is not " +
        "authorised, and nothing more of it is authorised. Where MASS_PAYOUT_DATABASE is set, one of --by, --no-database and " +
        "--store must say which of the two is meant.",
      exitCodes:
        "0 iyzico took it, or it is recorded; 1 it failed; 2 the call is wrong; 4 it may be cancelled: look before anything else; " +
        "or a part of the payout was or may be authorised.",
    },
    doctor: {
      brief: "checks keys, address, network, TLS, clock and a signed request, and says what to do",
      description: "Changes nothing at iyzico. Prints no key.",
      exitCodes: "0 everything is ok; 1 something failed; 2 the call is wrong.",
    },
    sign: {
      brief: "signs a request and shows what was signed; sends nothing",
      description:
        "Prints a curl line. METHOD is GET or POST, PATH what follows the host, such as /v1/mass/payout/balance. The header has the API key in " +
        "Base64 and a valid signature.",
    },
    statuses: { brief: "lists every status of payouts and items with its meaning" },
    simulate: {
      brief: "simulates iyzico on this machine, to try the other commands without money",
      description:
        "With -- COMMAND, runs a command with the simulator's environment, and ends with it and with its exit code. " +
        "Without, prints the environment with which other commands reach the simulator, and runs until it is stopped. " +
        "It keeps nothing when it ends. Where iyzico's behaviour is unknown, the simulator chooses one.\n\n" +
        "A fault is KIND[:OPERATION][:executed], and meets the next request, or the next one of an operation (retrieve, " +
        "init, auth, cancel, item, balance). Kinds, with the effect of the operation:\n" +
        "reset-before, reset-after (effect): the connection is reset\n" +
        "timeout-before, timeout-after (effect): no answer comes\n" +
        "stalled-body (effect): half of the answer comes\n" +
        "html-502, redirect, system-error, rejection: the answer is a failure; with :executed, after the effect\n" +
        "rate-limited: the answer is a failure\n" +
        "duplicate (effect, possibly twice): the request arrives twice\n" +
        "duplicate-later (the same): it arrives again after 30 seconds\n" +
        "delayed (effect, later): the connection is reset; it arrives after 30 seconds\n" +
        "slow (effect): the answer comes after 30 seconds\n" +
        "late (effect): an init's payout is not found for 30 seconds\n" +
        "page-drift (effect): an item moves behind the pages of a retrieve\n" +
        "stale (effect): a retrieve shows what was 30 seconds before\n" +
        "--speed divides the 30 seconds too.",
      exitCodes: "that of the command; without one, 0 it was stopped; 2 the call is wrong.",
    },
    probe: {
      brief: "asks iyzico what is undocumented, and records it",
      description:
        "For a sandbox account. Without --spend, nothing is authorised. With it, auths are sent that pay no more than that " +
        "in the worst case, in which each init and auth that is repeated pays again; only a commission that iyzico hides until " +
        "the first auth may come on top. Every payout is cancelled at the end of its series, or listed. --dry-run prints the plan and sends nothing.\n\n" +
        "Stopped or killed, the same command goes on: it polls first, and repeats no auth. The recording has stand-ins for " +
        "keys and personal data; probe check FILE looks through it before you share it.\n\n" +
        "At production, --production, --recipient and --name are required, and the address must be typed. An auth is never " +
        "repeated there.",
      exitCodes:
        "0 done; 1 it failed, or check found something; 2 the call is wrong, and nothing was sent; " +
        "4 done, and payouts are left that are neither cancelled nor completed; 5 stopped by a signal.",
    },
    completion: {
      brief: "prints a script that completes commands and options in a shell",
      description:
        'bash: eval "$(mass-payout completion bash)"\n' +
        'zsh: eval "$(mass-payout completion zsh)"\n' +
        "fish: mass-payout completion fish | source\n" +
        "PowerShell: mass-payout completion powershell | Out-String | Invoke-Expression",
    },
    help: { brief: "describes all commands, or one" },
  },
  flags: {
    dryRun: "prints what would be sent, and what it costs at most; sends nothing",
    onlyExperiment: "only this experiment and those that share its steps; may be repeated",
    probeName: "the name of the recipient, required for an IBAN",
    production: "lets it run at production",
    recipient: "whom the payouts name: yourself (a sample IBAN, in a sandbox only)",
    record: "the file of the recording (mass-payout-probe.json); FILE.run keeps how far the run is",
    spend: "what all auths together may pay in the worst case (nothing)",
    above: "more must approve a payout of more than this, as CURRENCY:AMOUNT:N; may be repeated",
    after: "the page after the one whose end the list has named; with a database only",
    approvers: "how many people must approve a payout; 0 for those that need none",
    authorizeAt: "not before this time, such as 2026-12-01T09:00+03:00",
    before: "settled before this date, such as 2026-12-01 (from midnight UTC)",
    byApprover: "who approves: each person counts once for a digest",
    byCancel: "who cancels KEY, a payout of the database; without it, REQUEST_ID is cancelled by one request",
    byPerson: "who does it: kept in the history",
    bySubmitter: "who submits: kept in the history",
    database: "the connection string of your Postgres. Better MASS_PAYOUT_DATABASE: other users see options",
    digest: "the digest of the review that is approved; its first 12 characters are enough",
    expiresAfter: "for how long an approval counts, such as 36h or 7d",
    jsonLines: "prints each event as a line of JSON to stdout",
    ledgerFormat: "the form of the ledger (table)",
    limit: "the maximum number of entries (all)",
    listLimit: "the maximum number of payouts on a page (100); with a database only",
    maxItems: "divides a plan of more items into payouts of at most that many",
    notTheSubmitter: "the approval of the person who submitted does not count",
    outcome: "only these payouts; with a database only",
    payout: "only the entries of this payout",
    payoutsAtOnce: "how many payouts it advances at once, up to 8 (4)",
    pollEveryHours: "the first pause between polls; it grows to hours (5)",
    rateLimit: "the maximum of requests in any minute, of all workers together (50)",
    reason: "why: kept in the history",
    schema: "the schema of the tables (mass_payout); or MASS_PAYOUT_SCHEMA",
    since: "only entries behind this position (0)",
    accounts: "a JSON file with the account codes of the books, see above; without it, account_code is empty",
    all: "shows every recipient, also of a long list",
    allPages: "reads every item, over all pages",
    authGrace: "for how long after an auth nothing is approved (600)",
    below: "exit code 3 if the balance is below this amount",
    body: "the file with the body, signed byte by byte",
    noDatabase: "cancels REQUEST_ID by one request, although MASS_PAYOUT_DATABASE is set",
    cancelStore: "a store, to say which of its payments goes on with the payout",
    itemsFormat: "the form of the list (table)",
    only: "only the items of a state; unpaid are all that are not paid",
    randomKey: "makes the signature reproducible (a fresh one)",
    yesWrite: "confirms a write to production, where nothing can be typed, such as in a script",
    approve: "approves the review with this digest; its first 12 characters are enough",
    balance: "the mass payout balance (1000000)",
    by: "who approves: kept with an approval by digest and with one that needs none",
    concurrency: "the maximum of requests of a poll at once (1)",
    currency: "the currency of the amounts, if the spreadsheet does not say it (TRY)",
    decimal: "which sign is before the decimals of an amount, if one can be read in two ways",
    dialect: "java answers in the form that iyzico's Java SDK reads (documents)",
    writeEnv: "writes the environment to a file once the simulator listens",
    expectCount: "fails unless there are this many recipients",
    expectNew: "fails, and sends nothing, if the store already has a payment with the plan's key",
    expectTotal: "fails unless the sum is this, such as 1.250,50; with several currencies, one for each: 100 USD",
    externalId: "your id of the payout",
    failed: "items that the bank does not pay and iyzico refunds (0)",
    fault: "a fault of a request, see above; may be repeated",
    force: "replaces files that exist",
    itemType: "only VALID or only INVALID items",
    json: "prints the result, and a failure, as JSON",
    key: "your name of the payment, such as salaries-2026-11: required for a spreadsheet",
    locale: "the language of the output and of iyzico's messages (that of LC_ALL, LC_MESSAGES or LANG)",
    map: "what a column is, as COLUMN=FIELD; ignore is a field too; may be repeated",
    maxAmount: "the maximum amount of an item; nothing is sent if the plan has one above it",
    maxTotal: "the maximum sum of all items of a currency, likewise",
    maxWait: "the maximum duration of this command (3600)",
    newKey: "the key of the new plan",
    newStore: "makes the folder a store: for its first use only, never in a script",
    notFoundGrace: "how long polls must agree that what was sent has no effect before this counts as a fact (600)",
    note: "why: kept with the approval too",
    out: "writes to a file that only you can read, and not to stdout",
    page: "the page of items, counted from 0 (0)",
    pageSize: "items per page of a poll (40)",
    paidPlan: "the plan of the payment KEY, as it was paid",
    perMinute: "the maximum number of requests in any minute (no limit)",
    pollEvery: "the first pause between polls; it grows up to a minute (5)",
    port: "the port to listen on (a free port)",
    profile: "takes the credentials from a profile of the profiles file, and not from the environment",
    purpose: "what the payout is for",
    quiet: "prints no progress; questions and failures are printed all the same",
    rejected: "items that init rejects (0)",
    reportFormat: "the form of the report",
    reportedPlan: "the plan that the payment was begun with, for names and descriptions",
    reportedProfile: "with --plan: the profile that the payment was begun with, if its address is not iyzico's own",
    requestId: "iyzico's id of the payout",
    restart: "if the requestId was lost, asks for it, and does not begin again under another externalId",
    seed: "the seed of everything random: the same seed and requests give the same outcomes (1)",
    sheet: "the worksheet, if several have something in them",
    shell: "the form of the printed environment (sh; on Windows powershell)",
    signedTarget:
      "which part of the URL is signed (path). iyzico does not document which; try path-and-query if every request is " +
      "answered with error 1000",
    size: "the number of items on a page (40)",
    skipCheck: "skips a check of the plan; may be repeated",
    speed: "divides the time that a payout takes, which is 1 or 2 minutes (1)",
    splitRows: "writes csv files of at most this many rows, heading not counted: FILE-1.csv, FILE-2.csv and so on",
    store: "the folder that keeps payments, without names and accounts; a store, on a local disk",
    stuckAfter: "how long an item may stay without a final status (3 for an IBAN, 35 for other recipients)",
    templateFormat: "the format of the file",
    unrefunded: "items that the bank does not pay and iyzico does not refund (0)",
    yes: "confirms a payment at production in advance, where it would be asked for: a script needs it there",
  },
  placeholders: {
    experiment: "EXPERIMENT",
    recipient: "TYPE:VALUE",
    duration: "DURATION",
    requestIdOrKey: "REQUEST_ID|KEY",
    threshold: "CURRENCY:AMOUNT:N",
    time: "TIME",
    url: "URL",
    method: "METHOD",
    path: "PATH",
    referenceCode: "REFERENCE_CODE",
    requestId: "REQUEST_ID",
    amount: "AMOUNT",
    command: "COMMAND",
    days: "DAYS",
    digest: "DIGEST",
    fault: "FAULT",
    file: "FILE",
    folder: "FOLDER",
    id: "ID",
    key: "KEY",
    mapping: "COLUMN=FIELD",
    name: "NAME",
    number: "N",
    percent: "PERCENT",
    seconds: "SECONDS",
    text: "TEXT",
  },
  variables: {
    IYZICO_API_KEY: "the merchant's API key; or IYZICO_API_KEY_FILE, a file that has it",
    IYZICO_SECRET_KEY: "the merchant's secret key; or IYZICO_SECRET_KEY_FILE",
    IYZICO_BASE_URL: "the address of iyzico (the sandbox); production is https://api.iyzipay.com",
    IYZICO_SIGNED_TARGET: "the default of --signed-target (path)",
    MASS_PAYOUT_PROFILES:
      "a file with profiles, in place of profiles.json in the folder mass-payout of ~/.config or %APPDATA%",
    "IYZIPAY_API_KEY, IYZIPAY_SECRET_KEY, IYZIPAY_URI":
      "read if none of the keys and addresses above is set; if one is, they must be the same",
  },
  databaseVariables: {
    MASS_PAYOUT_DATABASE: "the connection string of your Postgres; or MASS_PAYOUT_DATABASE_FILE, a file that has it",
    MASS_PAYOUT_SCHEMA: "the default of --schema",
    MASS_PAYOUT_ENCRYPTION_KEY:
      "the key that plans are stored with, 32 bytes in Base64, the same everywhere; or MASS_PAYOUT_ENCRYPTION_KEY_FILE",
  },
};
