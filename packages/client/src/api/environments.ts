/** iyzico's two environments. Keys of one do not work in the other; sandbox keys begin with `sandbox-`. */
export type Environment = "sandbox" | "production";

/** The origin of each environment. */
export const hosts: Readonly<Record<Environment, string>> = {
  production: "https://api.iyzipay.com",
  sandbox: "https://sandbox-api.iyzipay.com",
};
