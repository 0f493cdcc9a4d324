/** The commands of `mass-payout`. */
export type CommandName = "retrieve" | "pay" | "simulate";

const environment = `Environment of retrieve and pay:
  IYZICO_API_KEY        the merchant's API key
  IYZICO_SECRET_KEY     the merchant's secret key
  IYZICO_BASE_URL       the address of iyzico (https://sandbox-api.iyzipay.com); production: https://api.iyzipay.com
  IYZICO_SIGNED_TARGET  the default of --signed-target (path)
`;

/** The help of all commands, on one screen. */
export const overview: string = `mass-payout retrieve (--request-id ID | --external-id ID) [--page N] [--size N]
                     [--item-type VALID|INVALID] [--locale tr|en] [--signed-target path|path-and-query] [--json]
  Reads a payout and one page of its items. Pays nothing.

mass-payout pay PLAN.json --store FOLDER [--new-store] [--expect-new] [--approve DIGEST] [--by NAME] [--note TEXT]
                [--request-id ID] [--max-amount AMOUNT] [--max-total AMOUNT] [--skip-check NAME]... [--no-restart]
                [--page-size N] [--concurrency N] [--max-wait SECONDS] [--poll-every SECONDS]
                [--not-found-grace SECONDS] [--stuck-after DAYS] [--locale tr|en]
                [--signed-target path|path-and-query] [--json]
  Pays a plan until it is settled. If it is stopped, the same command continues and pays no recipient twice.

mass-payout simulate [--port N] [--seed N] [--balance AMOUNT] [--dialect documents|java] [--per-minute N]
                     [--speed N] [--rejected PERCENT] [--failed PERCENT] [--unrefunded PERCENT]
                     [--fault KIND[:OPERATION]]...
  Simulates iyzico on this machine, to try the other commands without money.

mass-payout COMMAND --help    the help of one command
mass-payout --version         the version

${environment}
Exit code: 0 worked (pay: all recipients are paid); 1 failed; 2 the call or the input is wrong;
pay also: 3 settled, and not all recipients are paid; 4 action required; 5 in progress.
`;

const signedTarget = `  --signed-target TARGET
                        which part of the URL is signed: path or path-and-query (path). iyzico does not document
                        which; try path-and-query if every request is answered with error 1000`;

const retrieve = `mass-payout retrieve (--request-id ID | --external-id ID) [options]

Reads a payout and one page of its items. Pays nothing.

  --request-id ID       iyzico's id of the payout
  --external-id ID      your id of the payout
  --page N              the page of items, counted from 0 (0)
  --size N              the number of items on a page (40)
  --item-type TYPE      only VALID or only INVALID items
  --locale tr|en        the language of the output and of iyzico's messages (tr)
${signedTarget}
  --json                prints the result as JSON, with personal data in full

${environment}
Exit code: 0 it worked; 1 the request failed; 2 the call is wrong.
`;

const pay = `mass-payout pay PLAN.json --store FOLDER [options]

Pays a plan: sends it (init), has it reviewed, authorises it (auth), and polls until it is settled. If it is stopped
or killed, the same command continues where it was, and pays no recipient twice.

  PLAN.json             { "key": "salaries-2026-11", "purpose": "SALARY", "items": [ { "itemExternalId": "salary-1",
                        "recipientType": "IBAN", "recipientInfo": "TR…", "recipientName": "…",
                        "amount": { "value": "42150.75", "currency": "TRY" }, "description": "November" } ] }
  --store FOLDER        keeps the payment, without names and accounts; must be a store, on a local disk
  --new-store           makes the folder a store: for its first use only, never in a script
  --expect-new          fails, and sends nothing, if the store already has a payment with the plan's key
  --approve DIGEST      approves the review with this digest. Without it, a payout is authorised if iyzico rejected
                        no item, the balance covers it, and neither a recipient of the plan nor its whole list seems
                        to be paid twice; otherwise the review is printed
  --by NAME             who approves: kept with an approval by digest and with one that needs none
  --note TEXT           why: kept with the approval too
  --request-id ID       iyzico's id of the payout, if only an operator can find it out
  --max-amount AMOUNT   the maximum amount of an item; nothing is sent if the plan has one above it
  --max-total AMOUNT    the maximum sum of all items of a currency, likewise
  --skip-check NAME     skips a check of the plan: iban, identityNumber, phone, description, currency; may be repeated
  --no-restart          if the requestId was lost, asks for it, and does not begin again under another externalId
  --page-size N         items per page of a poll (40)
  --concurrency N       the maximum of requests of a poll at once (1)
  --max-wait SECONDS    the maximum duration of this command (3600)
  --poll-every SECONDS  the first pause between polls; it grows up to a minute (5)
  --not-found-grace SECONDS
                        how long polls must agree that what was sent has no effect before this counts as a fact (600)
  --stuck-after DAYS    how long an item may stay without a final status (3 for an IBAN, 35 for other recipients)
  --locale tr|en        the language of the result and of the progress (tr)
${signedTarget}
  --json                prints the result as JSON

${environment}
The result goes to stdout, progress to stderr. Neither has names or accounts. Stopped by a signal, it prints no result.

Exit code: 0 settled, and all recipients are paid; 1 it failed; 2 the call, the store's folder or the plan is wrong;
3 settled, and not all recipients are paid; 4 action required: the result says which;
5 in progress, or stopped by a signal: run the same command again, without --new-store and --expect-new.
`;

const simulate = `mass-payout simulate [options]

Simulates iyzico on this machine, to try the other commands without money. Prints the environment variables with which
they reach it, and keeps nothing when it ends. Where iyzico's behaviour is unknown, the simulator chooses one.

  --port N              the port to listen on (a free port)
  --seed N              the seed of everything random: the same seed and requests give the same ids and outcomes (1)
  --balance AMOUNT      the mass payout balance (1000000)
  --dialect NAME        documents, or java: answers in the form that iyzico's Java SDK reads (documents)
  --per-minute N        the maximum number of requests in any minute (no limit)
  --speed N             divides the time that a payout takes, which is 1 or 2 minutes (1)
  --rejected PERCENT    items that init rejects (0)
  --failed PERCENT      items that the bank does not pay and iyzico refunds (0)
  --unrefunded PERCENT  items that the bank does not pay and iyzico does not refund (0)
  --fault KIND[:OPERATION]
                        a fault of the next request, or of the next request of an operation (retrieve, init, auth,
                        cancel, item, balance); may be repeated. The kinds, and whether the operation takes effect:
                          reset-before, reset-after (effect)      the connection is reset
                          timeout-before, timeout-after (effect)  no answer comes
                          stalled-body (effect)                   half of the answer comes
                          html-502, redirect, system-error, rate-limited, rejection
                                                                  the answer is a failure
                          duplicate (effect, possibly twice)      the request arrives twice
                          duplicate-later (the same)              it arrives again after 30 seconds
                          delayed (effect, later)                 the connection is reset; it arrives after 30 seconds
                          slow (effect)                           the answer comes after 30 seconds
                          late (effect)                           an init's payout is not found for 30 seconds
                          page-drift (effect)                     an item moves behind the pages of a retrieve
                          stale (effect)                          a retrieve shows what was 30 seconds before
                        --speed divides the 30 seconds too.

Environment:
  IYZICO_API_KEY, IYZICO_SECRET_KEY
                        the keys that it accepts; if they are not set, it prints its own

Exit code: 0 it was stopped; 2 the call is wrong.
`;

/** The help of each command. */
export const commandHelp: Readonly<Record<CommandName, string>> = { retrieve, pay, simulate };
