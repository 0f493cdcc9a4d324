import type { CommandHelp, CommandName, HelpMessages } from "../messages/help.js";
import { commandGroups } from "../messages/help.js";
import { wrapText } from "../terminal/wrap-text.js";

/** What the help describes of a flag. */
interface HelpFlag {
  readonly kind: string;
  readonly brief: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  readonly default?: unknown;
  readonly variadic?: boolean | string;
  readonly values?: readonly string[];
}

/** What the help describes of a command. */
export interface HelpedCommand {
  readonly flags: Readonly<Record<string, HelpFlag>>;
  readonly positionals: readonly string[];
  readonly usesCredentials: boolean;
  readonly usesDatabase: boolean;
}

/** How wide the help is, in columns. */
const maxColumns = 80;
const indent = 24;

/** The help of all commands, on one screen. */
export function formatOverview({ usage, options, groups, commands, ...text }: HelpMessages): string {
  const names = Object.keys(commandGroups) as CommandName[];
  return [
    `${usage}: mass-payout ${text.placeholders.command} [${text.option}]`,
    ...Object.entries(groups).flatMap(([group, title]) => {
      const members = names.filter((name) => commandGroups[name] === group);
      return ["", `${title}:`, ...members.flatMap((name) => formatRow(name, commands[name].brief, 17))];
    }),
    "",
    `${options}:`,
    ...formatRow("-h, --help", text.helpFlag, 17),
    ...formatRow("-v, --version", text.versionFlag, 17),
    "",
    ...wrapText(text.more, maxColumns),
    "",
  ].join("\n");
}

/** The help of one command. */
export function formatCommandHelp(name: CommandName, command: HelpedCommand, help: HelpMessages): string {
  const { description, exitCodes, brief }: CommandHelp = help.commands[name];
  const required = Object.entries(command.flags).filter(([, flag]) => isRequired(flag));
  const usage = [name, ...command.positionals, ...required.map(([flagName, flag]) => formatFlag(flagName, flag, help))];
  const variables = [
    ...(command.usesCredentials ? Object.entries(help.variables) : []),
    ...(command.usesDatabase ? Object.entries(help.databaseVariables) : []),
  ];
  const paragraphs = (description ?? `${brief.charAt(0).toLocaleUpperCase()}${brief.slice(1)}.`).split("\n");
  return [
    ...wrapText(`${help.usage}: mass-payout ${usage.join(" ")} [${help.option}]`, maxColumns),
    "",
    ...paragraphs.flatMap((paragraph) => wrapText(paragraph, maxColumns)),
    "",
    `${help.options}:`,
    ...Object.entries(command.flags).flatMap(([flagName, flag]) =>
      formatRow(formatFlag(flagName, flag, help), briefOf(flag), indent),
    ),
    ...formatRow("-h, --help", help.helpFlag, indent),
    ...(variables.length === 0 ? [] : ["", `${help.environment}:`]),
    ...variables.flatMap(([variable, text]) => formatRow(variable, text, indent)),
    "",
    ...wrapText(`${help.exitCodes}: ${exitCodes ?? help.usualExitCodes}`, maxColumns),
    "",
  ].join("\n");
}

function isRequired({ kind, optional = false, ...flag }: HelpFlag): boolean {
  return kind !== "boolean" && !optional && flag.default === undefined;
}

/** "--max-amount AMOUNT", "--item-type VALID|INVALID", "--no-restart". */
function formatFlag(
  name: string,
  { kind, placeholder, values, ...flag }: HelpFlag,
  { placeholders }: HelpMessages,
): string {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  // Of a flag that is on by default, the help has the form that switches it off.
  if (kind === "boolean") return flag.default === true ? `--no-${kebab}` : `--${kebab}`;
  const list = values?.join("|") ?? "";
  return `--${kebab} ${values === undefined ? placeholder : list.length > indent ? placeholders.name : list}`;
}

/** The text of a flag, with its values if they are too many for its name. */
function briefOf({ brief, values = [] }: HelpFlag): string {
  return values.join("|").length > indent ? `${brief}: ${values.join(", ")}` : brief;
}

/** A name and its text, which begins on a line of its own if the name is too long. */
function formatRow(name: string, text: string, column: number): string[] {
  const lines = wrapText(text, maxColumns - column);
  const first = `  ${name}`;
  const rest = lines.map((line) => `${" ".repeat(column)}${line}`);
  if (first.length + 2 > column) return [first, ...rest];
  return [`${first.padEnd(column)}${lines[0]}`, ...rest.slice(1)];
}
