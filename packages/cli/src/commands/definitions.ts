import type { CommandName } from "../messages/help.js";
import type { CommandDefinition, DefinitionContext } from "./command.js";
import { completionCommand } from "./completion-command.js";
import { helpCommand } from "./help-command.js";
import { payCommand } from "./pay-command.js";
import { retrieveCommand } from "./retrieve-command.js";
import { simulateCommand } from "./simulate-command.js";

/** Every command, with its help in one language. */
export type CommandDefinitions = Readonly<Record<CommandName, CommandDefinition>>;

export function defineCommands(context: DefinitionContext): CommandDefinitions {
  return {
    pay: payCommand(context),
    retrieve: retrieveCommand(context),
    simulate: simulateCommand(context),
    completion: completionCommand(context),
    help: helpCommand(context),
  };
}
