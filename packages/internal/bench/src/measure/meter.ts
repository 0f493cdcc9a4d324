/** Reads what the process has used. Tests give one of their own, so that none depends on the machine. */
export interface Meter {
  /** CPU time of all threads of this process, in milliseconds. Child processes do not count. */
  cpuMs(): number;
  /** Elapsed time, in milliseconds. */
  wallMs(): number;
}

/** The meter of this process. */
export const processMeter: Meter = {
  cpuMs() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  wallMs: () => performance.now(),
};
