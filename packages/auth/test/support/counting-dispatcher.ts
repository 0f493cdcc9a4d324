import { Agent, type Dispatcher } from "undici";

/** A dispatcher as programs give it for a proxy or a client certificate. Notes what goes through it. */
class CountingDispatcher extends Agent {
  readonly paths: string[] = [];

  override dispatch(options: Agent.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.paths.push(options.path);
    return super.dispatch(options, handler);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

export function countDispatches(): CountingDispatcher {
  return new CountingDispatcher();
}
