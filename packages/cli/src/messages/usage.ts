/** What a wrong call is answered with. */
export interface UsageMessages {
  /** What the value of an option must be. It follows the option's name. */
  mustBe: {
    notEmpty: string;
    amount: string;
    /** For "1.234", which can be read in two ways. */
    unambiguousAmount: string;
    integer: string;
    positiveInteger: string;
    seconds: string;
    days: string;
    duration: string;
    moment: string;
    date: string;
    threshold: string;
    digest(minLength: number): string;
    oneOf(choices: readonly string[]): string;
    atMost(maximum: number): string;
  };
  unknownCommand(name: string, similar: readonly string[]): string;
  unknownOption(name: string, similar: readonly string[]): string;
  missingOption(name: string): string;
  missingValue(name: string): string;
  missingArgument(placeholder: string): string;
  tooManyArguments(text: string): string;
  givenTwice(name: string): string;
  notTogether(one: string, other: string): string;
  /** The last line: where the usage is described. */
  seeHelp(command: string | undefined): string;
  commandRequired: string;
  /** For an option before the command. */
  commandFirst(option: string): string;
  /** A payout must be named by one of its ids. */
  payoutRequired: string;
  /** Credentials and their sources. */
  missingCredentials(names: readonly string[]): string;
  bothGiven(one: string, other: string): string;
  bothDiffer(one: string, other: string): string;
  unreadableFile(name: string, code: string): string;
  unwritableFile(name: string, code: string): string;
  emptyFile(name: string): string;
  /** For a profile in a command that runs with the simulator. */
  profileInSimulator: string;
  unknownProfile(name: string, file: string): string;
  openToOthers(file: string): string;
  invalidProfiles(file: string): string;
  cannotListen(port: number, code: string): string;
  percentagesAbove100: string;
}
