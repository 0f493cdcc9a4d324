import type { Credentials, Signer } from "@iyzico-mass-payout/auth";
import { type Clock, systemClock } from "./clock.js";

/** Who a client acts for: the merchant of an API key, or of a signer, at one address. */
export interface Merchant {
  origin: string;
  credentials: Credentials | undefined;
  /** The caller's own signer, which does not tell its API key. */
  signer: Signer | undefined;
}

/**
 * Returns the value that all clients of the merchant share under this name, in the whole process. The first client
 * creates it.
 *
 * @param name must change when the value's methods or their meaning change: another version of this package may use it.
 * @param clock the clock that the value depends on, if it does. Clients with different clocks then share nothing.
 */
export type MerchantShare = <Value>(name: string, create: () => Value, clock?: Clock) => Value;

/** The values of some owners, such as a signer and a clock. Weak, so that they are collected with their owners. */
interface Shelf {
  values: Map<string, unknown>;
  ofOwner: WeakMap<object, Shelf>;
}

type Registry = (owners: readonly object[], id: string, create: () => unknown) => unknown;

// A registered symbol is the same in every copy of this package: a program may load it as two versions or twice.
const registryKey = Symbol.for("@iyzico-mass-payout/client/merchant-share");

/** How the clients of a merchant find what they share. */
export function merchantShareOf({ origin, credentials, signer }: Merchant): MerchantShare {
  const id = JSON.stringify([origin, credentials?.apiKey]);
  return <Value>(name: string, create: () => Value, clock?: Clock): Value => {
    // The runtime's clock is another object in each copy of this package, and the same time.
    const owners = [signer, clock === systemClock ? undefined : clock].filter((owner) => owner !== undefined);
    return processRegistry()(owners, `${name} ${id}`, create) as Value;
  };
}

function processRegistry(): Registry {
  const holder = globalThis as { [registryKey]?: Registry };
  if (holder[registryKey] === undefined) {
    // Not enumerable and not to be replaced: without it, clients would exceed the limit together.
    Object.defineProperty(holder, registryKey, { value: createRegistry() });
  }
  return holder[registryKey] as Registry;
}

/** The API keys are in this closure only: inspecting the global object shows a function. */
function createRegistry(): Registry {
  const root = emptyShelf();
  return (owners, id, create) => {
    let shelf = root;
    for (const owner of owners) {
      const inner = shelf.ofOwner.get(owner) ?? emptyShelf();
      shelf.ofOwner.set(owner, inner);
      shelf = inner;
    }
    if (!shelf.values.has(id)) shelf.values.set(id, create());
    return shelf.values.get(id);
  };
}

function emptyShelf(): Shelf {
  return { values: new Map(), ofOwner: new WeakMap() };
}
