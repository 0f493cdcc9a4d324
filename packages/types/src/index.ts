export type * from "./generated/api.js";
export * from "./generated/descriptions.js";
export * from "./generated/enums.js";
