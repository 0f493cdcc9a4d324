import { credentials, retrievePath } from "../data/payouts.ts";
import { isSignedBy, signByHand } from "../data/sign-by-hand.ts";
import { checkAnswers } from "../measure/answers.ts";
import { ratioOf, summaryOf } from "../measure/ratios.ts";
import { type Contender, measureRounds } from "../measure/rounds.ts";
import type { Benchmark } from "./benchmark.ts";

const reference = "node:crypto, by hand";
const ours = "createVerifier";
const ratio = "verifications a CPU second, beside the reference";

export const verify: Benchmark = {
  name: "verify",
  summary: "the signature of a request that arrived",
  async run({ project, effort }) {
    const { createVerifier } = await project.auth();
    const { apiKey, secretKey } = credentials;
    const verifier = createVerifier({ secretKeyFor: (key) => (key === apiKey ? secretKey : undefined) });
    const body = '{"externalMassPayoutId":"salaries-2026-11","page":0,"size":40}';
    const { authorization } = signByHand(retrievePath, body);
    const forged = authorization.replace(/.{4}$/, "AAAA");
    const verifiersOf = (header: string): Contender[] => [
      { name: reference, run: () => isSignedBy(header, retrievePath, body) },
      {
        name: ours,
        run: async () => (await verifier.verify({ authorization: header, path: retrievePath, body })).ok,
      },
    ];
    await checkAnswers(verifiersOf(authorization), true, (isSigned: boolean) => isSigned);
    await checkAnswers(verifiersOf(forged), false, (isSigned: boolean) => isSigned);
    const samples = await measureRounds(verifiersOf(authorization), effort);
    return [
      {
        title: "Verifying a signature",
        note: "What a mock server does for each request. The reference keeps a KeyObject of the one merchant that it knows.",
        columns: [
          { heading: ratio, digits: 2 },
          { heading: "CPU (µs)", digits: 1 },
        ],
        rows: [reference, ours].map((name) => ({
          name,
          isOurs: name === ours,
          figures: {
            [ratio]: ratioOf(samples, name, reference, (own, other) => other.cpuMs / own.cpuMs),
            "CPU (µs)": summaryOf(samples, name, ({ cpuMs }) => cpuMs * 1000),
          },
        })),
      },
    ];
  },
};
