import type { OperationName } from "@iyzico-mass-payout/client";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { closeResponses, type Document } from "../close-responses.ts";
import { operationOf } from "./operation.ts";
import type { Exchange, Recording } from "./recording.ts";

/** An answer that the document does not allow, with the action of an overlay that would allow it. */
export interface Contradiction {
  exchange: number;
  operation: OperationName;
  /** Where in the answer, such as `/massPayout/merchantId`. */
  place: string;
  problem: string;
  /** For `spec/overlays`. A person decides on it: an answer may as well be a fault of the vendor's. */
  action: OverlayAction | undefined;
}

/** An action as files of `spec/overlays` have it. */
interface OverlayAction {
  target: string;
  description: string;
  update?: object;
  remove?: true;
}

// A field that no schema names is a contradiction too: it is what the vendor has not documented.
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, verbose: true });
ajv.addSchema({ ...closeResponses(document as unknown as Document), $id: "document" });

/** Holds every answer of a recording against the document. Requests are not held: a probe sends wrong ones on purpose. */
export function findContradictions({ name, exchanges }: Recording): Contradiction[] {
  return exchanges.flatMap((exchange) => contradictionsOf(exchange, `${name}, exchange ${exchange.id}`));
}

function contradictionsOf({ id, request, response }: Exchange, evidence: string): Contradiction[] {
  const described = operationOf(request);
  if (response === undefined || described === undefined) return [];
  const { name: operation, path, method, statuses: documented, successSchema } = described;
  const found = (place: string, problem: string, action?: Omit<OverlayAction, "description">): Contradiction => ({
    exchange: id,
    operation,
    place,
    problem,
    action: action && { ...action, description: `Seen in ${evidence}.` },
  });
  let body: unknown;
  try {
    body = JSON.parse(response.body);
  } catch {
    return [found("", "is not JSON")];
  }
  const { status } = Object(body) as { status?: unknown };
  const schema =
    typeof status === "number" ? "GatewayRejection" : status === "success" ? successSchema : "FailureEnvelope";
  const isDocumented = documented.includes(String(response.status));
  const statuses = isDocumented
    ? []
    : [
        found("", `HTTP ${response.status} is not documented`, {
          target: `$.paths['${path}'].${method.toLowerCase()}.responses`,
          update: {
            [response.status]: {
              description: "An answer.",
              content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } },
            },
          },
        }),
      ];
  const validate = ajv.getSchema(`document#/components/schemas/${schema}`) as ValidateFunction;
  const errors = validate(body) ? [] : (validate.errors ?? []);
  return [...statuses, ...errors.map((error) => found(error.instancePath, describe(error), actionFor(error, schema)))];
}

function describe({ keyword, params, message = keyword }: ErrorObject): string {
  return keyword === "additionalProperties"
    ? `has the field ${params["additionalProperty"]}, which is not documented`
    : message;
}

/** The action that would allow what an error is about; `undefined` where only a person can say it. */
function actionFor(
  { keyword, params, data, instancePath }: ErrorObject,
  schema: string,
): Omit<OverlayAction, "description"> | undefined {
  const target = targetOf(schema, instancePath);
  if (target === undefined) return undefined;
  switch (keyword) {
    case "additionalProperties": {
      const field = String(params["additionalProperty"]);
      return {
        target: `${target}.properties`,
        update: { [field]: { type: typeOf((data as Record<string, unknown>)[field]) } },
      };
    }
    case "type":
      return { target, update: { type: [...[params["type"]].flat(), typeOf(data)] } };
    case "enum":
      return { target: `${target}.enum`, update: [data] as never };
    case "required":
      return { target: `${target}.required[?(@ == '${params["missingProperty"]}')]`, remove: true };
    default:
      return undefined;
  }
}

/** The path in the document of the schema that describes a place of an answer. */
function targetOf(schema: string, instancePath: string): string | undefined {
  const resolve = (path: readonly string[]): readonly string[] => {
    const ref = nodeAt(path)?.["$ref"];
    return typeof ref === "string" ? ref.slice(2).split("/") : path;
  };
  let path: readonly string[] = ["components", "schemas", schema];
  for (const segment of instancePath.split("/").slice(1)) {
    path = resolve(path);
    path = [...path, ...(/^\d+$/.test(segment) ? ["items"] : ["properties", segment])];
  }
  path = resolve(path);
  return nodeAt(path) === undefined ? undefined : `$.${path.join(".")}`;
}

function nodeAt(path: readonly string[]): Record<string, unknown> | undefined {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document) as
    | Record<string, unknown>
    | undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
