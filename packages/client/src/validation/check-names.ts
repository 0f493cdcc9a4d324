import { invalidConfiguration } from "../errors/invalid.js";

/** Every name that options of a type may have. Typed, so that a new option does not compile before it is here. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Throws a MassPayoutError if options have a name that is not known: a misspelt limit would silently be the default. The
 * unknown name is not repeated, because it may be a key in the wrong place.
 *
 * @param subject what the message calls the options.
 */
export function checkNames<Options>(
  subject: string,
  options: Options | null | undefined,
  known: OptionNames<Options>,
): void {
  if (Object.keys(Object(options)).every((name) => Object.hasOwn(known, name))) return;
  const hint = `They are ${Object.keys(known).join(", ")}.`;
  throw invalidConfiguration(`${subject} must have no other names than those that are known.`, hint);
}
