// A preload that sets the wall clock of a process wrong by CLOCK_OFFSET_MS.
const offsetMs = Number(process.env["CLOCK_OFFSET_MS"] ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...values: unknown[]) {
    super(...((values.length === 0 ? [RealDate.now() + offsetMs] : values) as [number]));
  }
  static override now(): number {
    return RealDate.now() + offsetMs;
  }
} as DateConstructor;
