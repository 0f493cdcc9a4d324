import type { CommandName } from "../messages/help.js";
import { checkCommand } from "./check-command.js";
import type { CommandDefinition, DefinitionContext } from "./command.js";
import { completionCommand } from "./completion-command.js";
import { helpCommand } from "./help-command.js";
import { listCommand } from "./list-command.js";
import { payCommand } from "./pay-command.js";
import { planCommand } from "./plan-command.js";
import { repayCommand } from "./repay-command.js";
import { reportCommand } from "./report-command.js";
import { retrieveCommand } from "./retrieve-command.js";
import { simulateCommand } from "./simulate-command.js";
import { statusCommand } from "./status-command.js";
import { templateCommand } from "./template-command.js";

/** Every command, with its help in one language. */
export type CommandDefinitions = Readonly<Record<CommandName, CommandDefinition>>;

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
    retrieve: retrieveCommand(context),
    simulate: simulateCommand(context),
    completion: completionCommand(context),
    help: helpCommand(context),
  };
}
