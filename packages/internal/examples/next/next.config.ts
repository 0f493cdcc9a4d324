// Shows how Next.js leaves the packages as they are: pg and pg-boss load files of their own, which a bundle would not have.
import type { NextConfig } from "next";

const config: NextConfig = {
  serverExternalPackages: ["@iyzico-mass-payout/client", "@iyzico-mass-payout/durable", "pg"],
};

export default config;
