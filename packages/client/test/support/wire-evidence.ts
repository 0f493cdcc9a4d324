// What iyzico's answers have shown, recorded from the wire and not from the payment's own state: it judges whether an
// approval was offered, and an init sent, only after polls had agreed long enough.

/** What one poll showed, that an auth was sent, or that the store came back to an older state. */
export type WireFact =
  | { at: number; type: "auth" | "absent" | "restored" }
  | { at: number; type: "shown"; payoutStatus: string; balance: string | undefined };

/** The facts of one payment, in order. */
export class WireEvidence {
  readonly #facts: WireFact[] = [];

  add(fact: WireFact): void {
    this.#facts.push(fact);
  }

  /** For how long the latest facts have agreed, in milliseconds. */
  agreedMs(now: number, agrees: (fact: WireFact) => boolean): number {
    let since = now;
    for (const fact of this.#facts.toReversed()) {
      if (!agrees(fact)) break;
      since = fact.at;
    }
    return now - since;
  }
}

type Answer = "failed" | "absent" | { payoutStatus: string };

/** The answers that one process receives. They become a fact once the process has stored what it concluded from them. */
export class PollAnswers {
  readonly #evidence: WireEvidence;
  readonly #externalId: () => string;
  /** The last answer to each request of the poll: a request is repeated after a failure. */
  #answers = new Map<string, Answer>();
  #payoutStatus: string | undefined;
  #balance: string | undefined;

  /** @param externalId the externalId of the payment's own payout at iyzico. Polls also read others, which are no evidence. */
  constructor(evidence: WireEvidence, externalId: () => string) {
    this.#evidence = evidence;
    this.#externalId = externalId;
  }

  /** Records that a request failed, until it is repeated. */
  requested(operation: string, body: string): void {
    if (this.#isOfOther(operation, body)) return;
    if (operation === "retrieve" || operation === "balance") this.#answers.set(`${operation} ${body}`, "failed");
  }

  received(operation: string, body: string, text: string): void {
    if (this.#isOfOther(operation, body)) return;
    const answer = parse(text);
    if (operation === "balance") {
      if (typeof answer["balance"] !== "string") return;
      this.#balance = answer["balance"];
      this.#answers.delete(`balance ${body}`);
    } else if (operation === "retrieve") {
      const { massPayout } = answer as { massPayout?: { massPayoutStatus: string } };
      const isInvalidListing = body.includes('"INVALID"');
      if (massPayout !== undefined) {
        this.#payoutStatus = massPayout.massPayoutStatus;
        this.#answers.set(`retrieve ${body}`, { payoutStatus: massPayout.massPayoutStatus });
      } else if (answer["status"] === "success" || isRejection(answer)) {
        if (isInvalidListing) this.#answers.delete(`retrieve ${body}`);
        else this.#answers.set(`retrieve ${body}`, "absent");
      }
    }
  }

  #isOfOther(operation: string, body: string): boolean {
    if (operation !== "retrieve") return false;
    const { externalMassPayoutId } = parse(body);
    return externalMassPayoutId !== undefined && externalMassPayoutId !== this.#externalId();
  }

  /** The process has stored its conclusion. */
  stored(at: number): void {
    const answers = [...this.#answers.values()];
    if (answers.length > 0 && !answers.includes("failed")) {
      const payoutStatus = this.#payoutStatus;
      if (payoutStatus === undefined) this.#evidence.add({ at, type: "absent" });
      else if (!answers.includes("absent")) {
        this.#evidence.add({ at, type: "shown", payoutStatus, balance: this.#balance });
      }
    }
    this.#answers = new Map();
    this.#payoutStatus = undefined;
    this.#balance = undefined;
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Whether an answer may mean that there is no such payout. Others are transient, or of the credentials. */
function isRejection({ status, errorCode }: Record<string, unknown>): boolean {
  return status === "failure" && !["1", "2", "1000", "1001", "100001", "50000"].includes(String(errorCode));
}
