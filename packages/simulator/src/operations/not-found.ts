import type { Settings } from "../model/options.js";
import { Rejection, vendorFailures } from "./vendor-failure.js";

/** Answers a read of an unknown id: throws a rejection, or returns the fields of a success that shows nothing. */
export function answerNotFound({ notFound }: Settings): object {
  switch (notFound) {
    case "success-without-payout":
      return {};
    case "unknown-code":
      throw new Rejection(vendorFailures.undocumented);
    case "rejected-1000":
      throw new Rejection(vendorFailures.invalidSignature);
    case "http-404":
      throw new Rejection(vendorFailures.notFound, 404);
    case "rejected":
      throw new Rejection(vendorFailures.notFound);
  }
}
