/** The six operations. */
export type OperationName = "retrieve" | "init" | "auth" | "cancel" | "item" | "balance";

interface Route {
  name: OperationName;
  method: "GET" | "POST";
  pattern: RegExp;
  /** The path in the document. */
  path: string;
}

const routes: readonly Route[] = [
  { name: "retrieve", method: "POST", pattern: /^\/v1\/mass\/payout\/retrieve$/, path: "/v1/mass/payout/retrieve" },
  { name: "init", method: "POST", pattern: /^\/v1\/mass\/payout\/init$/, path: "/v1/mass/payout/init" },
  { name: "auth", method: "POST", pattern: /^\/v1\/mass\/payout\/auth$/, path: "/v1/mass/payout/auth" },
  {
    name: "cancel",
    method: "POST",
    pattern: /^\/v1\/mass\/payout\/cancel\/[^/]+$/,
    path: "/v1/mass/payout/cancel/{requestId}",
  },
  {
    name: "item",
    method: "GET",
    pattern: /^\/v1\/mass\/payout\/retrieve\/items\/[^/]+$/,
    path: "/v1/mass/payout/retrieve/items/{referenceCode}",
  },
  { name: "balance", method: "GET", pattern: /^\/v1\/mass\/payout\/balance$/, path: "/v1/mass/payout/balance" },
];

/** The operation of a request; `undefined` if it belongs to none. */
export function operationOf({ method, path }: { method: string; path: string }): Route | undefined {
  const [pathname = ""] = path.split("?");
  return routes.find((route) => route.method === method && route.pattern.test(pathname));
}
