import type { Outcome } from "@iyzico-mass-payout/client";

/** What `cancel`, `init` and `auth` print. */
export interface ByHandMessages {
  cancel: {
    /** For a call that does not say what it cancels: the command lines for a payout of the database and for a requestId. */
    whichPayout(ofPayout: string, ofRequest: string): string;
    done: string;
    /** For a request that may have had an effect. */
    unknown(command: string): string;
    /** For a payout of a payment in the store. */
    ofPayment(key: string): string;
    ofAuthorisedPayment(key: string): string;
    /** Without a store. */
    ofAnyPayment: string;
  };
  init: {
    usePay(key: string): string;
    /** For a plan that pays items of another payment again. */
    supersedes: string;
    /** For an init of the same externalId that was sent before. The time is an ISO date. */
    sentBefore(at: string, outcome: Outcome | "success" | undefined): string;
    shownAlready(status: string): string;
    /** For a plan that `pay` is to begin with. The requestId is missing if no answer has named it. */
    sentByHand(at: string, requestId: string | undefined): string;
    done(requestId: string): string;
    accepted: Readonly<Record<"all" | "some" | "none", string>>;
    rejected: string;
    unknown(command: string): string;
    rejectedRequest(command: string): string;
    /** Which command authorises it, or cancels it. */
    next(authCommand: string, cancelCommand: string): string;
  };
  auth: {
    usePay(key: string): string;
    noExternalId: string;
    /** For a payout that is not INIT, or has items that are not. */
    notInit(status: string): string;
    insufficientBalance: string;
    nothingToPay: string;
    /** For an auth that was sent less than the grace period ago. */
    inGrace(at: string, minutes: string): string;
    /** For a review after an earlier auth. */
    askFirst(at: string): string;
    approve(command: string): string;
    digestMismatch: string;
    /** For a payout that `pay` is to go on with. */
    sentByHand(at: string, command: string): string;
    done: string;
    unknown(command: string): string;
    rejected(command: string): string;
    watch(command: string): string;
  };
  /** Another process has recorded a write of the same id meanwhile. */
  recordedElsewhere: string;
  /** The result could not be recorded. */
  resultNotRecorded: string;
}
