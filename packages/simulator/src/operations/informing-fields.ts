import type { Settings } from "../model/options.js";
import { createRandom } from "../model/random.js";
import { jsonNumber } from "./json.js";

/** Changes the fields of an object that only inform, if it has them. */
export type InformingFields = (fields: object) => object;

/** Forms that no document shows. Each takes the documented value, and differs from its type. */
const oddForms: Readonly<Record<string, readonly ((value: unknown) => unknown)[]>> = {
  // Text, beyond 2^53, and not an integer.
  merchantId: [(id) => String(id), () => jsonNumber("9007199254740993"), () => 1.5],
  receivedDate: [epochOf, () => null, (date) => [date]],
  completedDate: [epochOf, () => null],
  canceledDate: [epochOf, () => null],
  recipientName: [() => 4711, () => null, (name) => [name]],
  description: [(text) => ({ text }), () => 4711, () => null],
  errorMessages: [() => "none", () => [null], () => ({}), () => null],
  errorMessage: [() => 4711, (message) => [message]],
};

function epochOf(date: unknown): unknown {
  return Date.parse(String(date));
}

/** The informing fields of one simulator: the form of each is drawn once. A vendor that mistypes a field does it always. */
export function createInformingFields({ informingFields, seed }: Settings): InformingFields {
  if (informingFields === "documented") return (fields) => fields;
  const random = createRandom(seed);
  const forms = Object.entries(oddForms).map(
    ([name, all]) => [name, all[Math.floor(random.nextFraction() * all.length)]] as const,
  );
  const formOf = new Map(forms);
  return (fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        const form = value === undefined ? undefined : formOf.get(name);
        return [name, form === undefined ? value : form(value)];
      }),
    );
}
