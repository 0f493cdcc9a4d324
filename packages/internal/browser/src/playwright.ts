// The part of playwright-core that is used here. The package is not in the workspace: see `installed/`.

/** A browser that runs. */
export interface Browser {
  newContext(options: object): Promise<Context>;
  close(): Promise<void>;
}

/** Pages that share nothing with those of another context. */
export interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A page that is open. */
export interface Page {
  goto(url: string): Promise<unknown>;
  on(event: "request", listener: (request: { url(): string }) => void): unknown;
  on(event: "response", listener: (response: { url(): string; status(): number }) => void): unknown;
  on(event: "console", listener: (message: { text(): string }) => void): unknown;
  on(event: "pageerror", listener: (error: Error) => void): unknown;
  on(event: "dialog", listener: (dialog: { message(): string; dismiss(): Promise<void> }) => void): unknown;
  emulateMedia(options: { media?: "screen" | "print"; colorScheme?: "light" | "dark" }): Promise<void>;
  evaluate<Result>(script: string): Promise<Result>;
  waitForFunction(script: string): Promise<unknown>;
  url(): string;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  pdf(options: { path?: string; preferCSSPageSize?: boolean; printBackground?: boolean }): Promise<Uint8Array>;
  focus(selector: string): Promise<void>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  selectOption(selector: string, value: string): Promise<unknown>;
  keyboard: { press(key: string): Promise<void> };
}
