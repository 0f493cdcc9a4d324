interface Listening {
  callbacks: Set<() => void>;
  /** The one listener of the signal. */
  listener: () => void;
}

/** The signals that are listened to. */
const listenings = new WeakMap<AbortSignal, Listening>();

/**
 * Calls back when the signal is aborted, unless the returned function was called before. A signal that is already aborted
 * does not call back: check `aborted` first.
 *
 * All callbacks share one listener, because Node 20 warns of a leak when a signal has more than 10, and a program may make
 * any number of calls with one signal. The listener is removed with the last callback.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => undefined;
  const { callbacks, listener } = listenings.get(signal) ?? listen(signal);
  // One registration, also if another one has the same function.
  const registered = () => callback();
  callbacks.add(registered);
  return () => {
    callbacks.delete(registered);
    if (callbacks.size > 0 || listenings.get(signal)?.callbacks !== callbacks) return;
    listenings.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}

function listen(signal: AbortSignal): Listening {
  const callbacks = new Set<() => void>();
  const listener = () => {
    for (const callback of callbacks) callback();
  };
  const listening = { callbacks, listener };
  listenings.set(signal, listening);
  signal.addEventListener("abort", listener, { once: true });
  return listening;
}
