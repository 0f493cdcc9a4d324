import { sandbox } from "./environment.js";

const environment = `Environment of retrieve and pay:
  IYZICO_API_KEY        the merchant's API key
  IYZICO_SECRET_KEY     the merchant's secret key
  IYZICO_BASE_URL       where iyzico is: ${sandbox} if it is not set; production is
                        https://api.iyzipay.com
`;

/** Everything on one screen. */
export const overview: string = `mass-payout retrieve (--request-id ID | --external-id ID) [--page N] [--size N]
                     [--item-type VALID|INVALID] [--locale tr|en] [--json]
  Reads a payout and one page of its items. Nothing is paid.

mass-payout pay PLAN.json --store FOLDER [--approve DIGEST] [--request-id ID] [--skip-check NAME]...
                [--max-wait SECONDS] [--poll-every SECONDS] [--absent-after SECONDS] [--locale tr|en] [--json]
  Pays a plan until all is settled. It may be stopped at any moment; the same command goes on, and pays nobody twice.

mass-payout simulate [--port N] [--seed N] [--balance AMOUNT] [--dialect documents|java] [--per-minute N]
                     [--speed N] [--refused PERCENT] [--failed PERCENT] [--unrefunded PERCENT]
                     [--fault KIND[:OPERATION]]...
  A simulated iyzico on this machine, to try everything without money.

mass-payout COMMAND --help    all about a command
mass-payout --version         the version

${environment}
Exit code: 0 it worked, and of pay that everyone is paid; 1 it failed; 2 the call was wrong.
Of pay also: 3 settled, not everyone is paid; 4 a person is needed; 5 not over yet.
`;

const retrieve = `mass-payout retrieve (--request-id ID | --external-id ID) [options]

Reads a payout and one page of its items. Nothing is paid.

  --request-id ID       the id that iyzico gave the payout
  --external-id ID      your own id of the payout
  --page N              which page of items, counted from 0 (0)
  --size N              items a page (40)
  --item-type TYPE      VALID or INVALID items only
  --locale tr|en        the language of what is shown and of iyzico's messages (tr)
  --json                the result as JSON, personal data in full

${environment}
Exit code: 0 when it worked, 1 when the request failed, 2 when the call was wrong.
`;

const pay = `mass-payout pay PLAN.json --store FOLDER [options]

Pays a plan, or goes on with it: sends it (init), has it reviewed, authorises it (auth) and looks until all is settled.
It may be stopped or killed at any moment; the same command goes on where it was, and pays nobody twice.

  PLAN.json             { "key": "salaries-2026-11", "purpose": "SALARY", "items": [ { "itemExternalId": "salary-1",
                        "recipientType": "IBAN", "recipientInfo": "TR…", "recipientName": "…",
                        "amount": { "value": "42150.75", "currency": "TRY" }, "description": "November" } ] }
  --store FOLDER        where the payment is remembered, without names and accounts; on a local disk
  --approve DIGEST      approves the review that was shown with this digest. Without it a payout goes on if nobody
                        was refused and the balance covers it; else the review is shown
  --request-id ID       says which payout at iyzico it is, where only a person can find out
  --skip-check NAME     iban, identityNumber, phone, description or currency; may be repeated
  --max-wait SECONDS    how long to go on at most (3600)
  --poll-every SECONDS  the first pause between looks; it grows up to a minute (5)
  --absent-after SECONDS
                        how long iyzico must keep showing nothing of what was sent before that counts (600)
  --locale tr|en        the language of what is shown (tr)
  --json                the result as JSON

${environment}
The result goes to stdout, progress to stderr; neither has names or accounts. Stopped by a signal, it has no result.

Exit code: 0 settled, everyone is paid; 1 it failed; 2 the call or the plan is wrong; 3 settled, not everyone is paid;
4 a person is needed, and the result says for what; 5 not over yet: run the same command again.
`;

const simulate = `mass-payout simulate [options]

A simulated iyzico on this machine, to try everything without money. It prints the environment in which the other
commands ask it, and forgets everything when it is stopped. What nobody knows of iyzico is a choice there.

  --port N              where it listens (a free port)
  --seed N              all chance comes from it: the same seed and requests, the same ids and outcomes (1)
  --balance AMOUNT      the mass payout balance (1000000)
  --dialect NAME        documents, or java: answers as the vendor's Java SDK reads them (documents)
  --per-minute N        refuses more requests in any minute (no limit)
  --speed N             how much faster than by default a payout is paid, which takes a minute or two (1)
  --refused PERCENT     items that init refuses (0)
  --failed PERCENT      items that the bank does not pay, and whose money comes back (0)
  --unrefunded PERCENT  items that the bank does not pay, and whose money does not come back (0)
  --fault KIND[:OPERATION]
                        what the next request meets, or the next of an operation (retrieve, init, auth, cancel, item,
                        balance); may be repeated. The kinds, and whether what was asked for is done all the same:
                          reset-before, reset-after (done)      the connection breaks
                          timeout-before, timeout-after (done)  nothing ever comes
                          stalled-body (done)                   half of the answer comes
                          html-502, system-error, rate-limited  a failure comes
                          duplicate (done, or twice)            the request arrives twice
                          slow (done)                           the answer comes after 30 seconds
                          late (done)                           the payout of an init is not found for 30 seconds
                          page-drift (done)                     an item moves behind the pages of a retrieve
                        The 30 seconds are divided by --speed.

Environment:
  IYZICO_API_KEY, IYZICO_SECRET_KEY
                        whose requests it takes; its own keys, which it prints, if they are not set

Exit code: 0 when it was stopped, 2 when the call was wrong.
`;

/** All about each command. */
export const helpOf: ReadonlyMap<string | undefined, string> = new Map(Object.entries({ retrieve, pay, simulate }));
