import type { CommandName } from "../messages/help.js";
import { approveCommand } from "./approve-command.js";
import { authCommand } from "./auth-command.js";
import { balanceCommand } from "./balance-command.js";
import { cancelCommand } from "./cancel-command.js";
import { checkCommand } from "./check-command.js";
import type { CommandDefinition, DefinitionContext } from "./command.js";
import { completionCommand } from "./completion-command.js";
import { denyCommand } from "./deny-command.js";
import { doctorCommand } from "./doctor-command.js";
import { healthCommand } from "./health-command.js";
import { helpCommand } from "./help-command.js";
import { historyCommand } from "./history-command.js";
import { initCommand } from "./init-command.js";
import { itemCommand } from "./item-command.js";
import { itemsCommand } from "./items-command.js";
import { ledgerCommand } from "./ledger-command.js";
import { linkCommand } from "./link-command.js";
import { listCommand } from "./list-command.js";
import { migrateCommand } from "./migrate-command.js";
import { payCommand } from "./pay-command.js";
import { planCommand } from "./plan-command.js";
import { policyCommand } from "./policy-command.js";
import { probeCommand } from "./probe-command.js";
import { purgeCommand } from "./purge-command.js";
import { repayCommand } from "./repay-command.js";
import { reportCommand } from "./report-command.js";
import { resumeCommand } from "./resume-command.js";
import { retrieveCommand } from "./retrieve-command.js";
import { signCommand } from "./sign-command.js";
import { simulateCommand } from "./simulate-command.js";
import { statusCommand } from "./status-command.js";
import { statusesCommand } from "./statuses-command.js";
import { submitCommand } from "./submit-command.js";
import { templateCommand } from "./template-command.js";
import { waitCommand } from "./wait-command.js";
import { workerCommand } from "./worker-command.js";

/** Every command, with its help in one language. */
export type CommandDefinitions = Readonly<Record<CommandName, CommandDefinition>>;

/** Defines every command, with its help in the language of the context. */
export function defineCommands(context: DefinitionContext): CommandDefinitions {
  return {
    template: templateCommand(context),
    plan: planCommand(context),
    check: checkCommand(context),
    pay: payCommand(context),
    report: reportCommand(context),
    repay: repayCommand(context),
    status: statusCommand(context),
    list: listCommand(context),
    migrate: migrateCommand(context),
    submit: submitCommand(context),
    worker: workerCommand(context),
    approve: approveCommand(context),
    deny: denyCommand(context),
    resume: resumeCommand(context),
    link: linkCommand(context),
    history: historyCommand(context),
    ledger: ledgerCommand(context),
    policy: policyCommand(context),
    health: healthCommand(context),
    purge: purgeCommand(context),
    retrieve: retrieveCommand(context),
    items: itemsCommand(context),
    item: itemCommand(context),
    wait: waitCommand(context),
    balance: balanceCommand(context),
    init: initCommand(context),
    auth: authCommand(context),
    cancel: cancelCommand(context),
    doctor: doctorCommand(context),
    sign: signCommand(context),
    statuses: statusesCommand(context),
    simulate: simulateCommand(context),
    probe: probeCommand(context),
    completion: completionCommand(context),
    help: helpCommand(context),
  };
}
