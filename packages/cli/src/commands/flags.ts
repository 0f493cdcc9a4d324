import type { SignedTarget } from "@iyzico-mass-payout/client";
import type { FlagParametersForType, TypedFlagParameter } from "@stricli/core";
import type { DefinitionContext } from "./command.js";

/** What the signature may cover of the address. */
export const signedTargets = Object.keys({
  path: true,
  "path-and-query": true,
} satisfies Record<SignedTarget, true>) as readonly SignedTarget[];

/** The flags of every command that sends requests. */
export interface ConnectionFlags {
  profile?: string;
  signedTarget?: SignedTarget;
}

/** Defines the flags of `ConnectionFlags`, with their help in the language of the context. */
export function connectionFlags({ help, parse }: DefinitionContext): FlagParametersForType<ConnectionFlags> {
  return {
    profile: optional(parse.text, help.flags.profile, help.placeholders.name),
    signedTarget: {
      kind: "enum",
      values: signedTargets,
      optional: true,
      brief: help.flags.signedTarget,
    } as const,
  };
}

/** The ids of a payout, of which one is required. */
export interface PayoutFlags {
  requestId?: string;
  externalId?: string;
}

/** Defines the flags of `PayoutFlags`. Neither is required here: the command says what is missing. */
export function payoutFlags({ help, parse }: DefinitionContext): FlagParametersForType<PayoutFlags> {
  return {
    requestId: optional(parse.text, help.flags.requestId, help.placeholders.id),
    externalId: optional(parse.text, help.flags.externalId, help.placeholders.id),
  };
}

/** A boolean flag that is off by default. */
export function booleanFlag(brief: string): TypedFlagParameter<boolean> {
  return { kind: "boolean", withNegated: false, default: false, brief };
}

/** A flag with a value that may be left out. */
export function optional<Value>(
  parse: (input: string) => Value,
  brief: string,
  placeholder: string,
): ParsedFlag<Value> & { optional: true } {
  return { ...required(parse, brief, placeholder), optional: true };
}

/** A flag with a value that must be given. */
export function required<Value>(
  parse: (input: string) => Value,
  brief: string,
  placeholder: string,
): ParsedFlag<Value> {
  return { kind: "parsed", parse, brief, placeholder };
}

/** The one argument that a command takes. The help shows its placeholder, and has no text about it. */
export function positional<Value>(parse: (input: string) => Value, placeholder: string): OneArgument<Value> {
  return { kind: "tuple", parameters: [{ brief: "", parse, placeholder }] };
}

interface OneArgument<Value> {
  kind: "tuple";
  parameters: readonly [{ brief: string; parse: (input: string) => Value; placeholder: string }];
}

interface ParsedFlag<Value> {
  kind: "parsed";
  parse: (input: string) => Value;
  brief: string;
  placeholder: string;
}
