import { credentials, retrievePath } from "../data/payouts.ts";
import { isSignedBy, type Signature, signByHand } from "../data/sign-by-hand.ts";
import { checkAnswers } from "../measure/answers.ts";
import { ratioOf, summaryOf } from "../measure/ratios.ts";
import type { Contender } from "../measure/rounds.ts";
import { measureRounds } from "../measure/rounds.ts";
import type { Table } from "../report/table.ts";
import type { Benchmark, BenchmarkContext } from "./benchmark.ts";

const reference = "node:crypto, by hand";

const small =
  '{"externalMassPayoutId":"salaries-2026-11-ankara-istanbul-izmir-adana-bursa","page":0,"size":40,"itemType":"VALID"}';
const sentence = "Kasım ayı maaşı, İstanbul şubesi, özlük işleri, çağrı merkezi ğüşıöç ĞÜŞİÖÇ. ";

/** The part of iyzipay that signs. It takes an object, and serialises it itself. */
interface IyzipaySigning {
  generateAuthorizationHeaderV2(
    scheme: string,
    apiKey: string,
    separator: string,
    secretKey: string,
    path: string,
    body: unknown,
    randomKey: string,
  ): string;
  generateRandomString(size: number): string;
}

export const sign: Benchmark = {
  name: "sign",
  summary: "the headers of a request, with a small and a large body",
  async run(context) {
    const text = JSON.stringify({ externalId: "salaries", description: sentence.repeat(1250) });
    return [
      await measureSigning(context, {
        title: `Signing a body of ${small.length} bytes`,
        body: small,
      }),
      await measureSigning(context, {
        title: `Signing a body of ${Math.round(Buffer.byteLength(text) / 1000)} kB of Turkish text`,
        body: text,
      }),
    ];
  },
};

async function measureSigning(
  { project, effort }: BenchmarkContext,
  { title, body }: { title: string; body: string },
): Promise<Table> {
  const { createSigner } = await project.auth();
  const { default: iyzipay } = await project.peer<{ default: IyzipaySigning }>("iyzipay/lib/utils.js");
  const signer = createSigner(credentials);
  const bytes = Buffer.from(body);
  const parsed = JSON.parse(body);
  const { apiKey, secretKey } = credentials;
  const contenders: (Contender & { isOurs?: boolean })[] = [
    { name: reference, run: () => signByHand(retrievePath, body) },
    { name: "createSigner, a string", isOurs: true, run: () => signer.sign({ path: retrievePath, body }) },
    { name: "createSigner, bytes", isOurs: true, run: () => signer.sign({ path: retrievePath, body: bytes }) },
    {
      name: "iyzipay, an object",
      run() {
        const randomKey = iyzipay.generateRandomString(8);
        const authorization = iyzipay.generateAuthorizationHeaderV2(
          "IYZWSv2",
          apiKey,
          ":",
          secretKey,
          retrievePath,
          parsed,
          randomKey,
        );
        return { authorization, "x-iyzi-rnd": randomKey };
      },
    },
  ];
  await checkAnswers(contenders, true, ({ authorization }: Signature) => isSignedBy(authorization, retrievePath, body));
  const samples = await measureRounds(contenders, effort);
  return {
    title,
    note:
      "Headers with a fresh random key for each request. The reference keeps a KeyObject, joins one string and checks " +
      "nothing. Bytes are encoded before, as when the same buffer is sent. iyzipay takes an object, and serialises it to sign " +
      "it.",
    columns: [
      { heading: "signatures a CPU second, beside the reference", digits: 2 },
      { heading: "CPU (µs)", digits: 1 },
    ],
    rows: contenders.map(({ name, isOurs = false }) => ({
      name,
      isOurs,
      figures: {
        "signatures a CPU second, beside the reference": ratioOf(
          samples,
          name,
          reference,
          (own, other) => other.cpuMs / own.cpuMs,
        ),
        "CPU (µs)": summaryOf(samples, name, ({ cpuMs }) => cpuMs * 1000),
      },
    })),
  };
}
