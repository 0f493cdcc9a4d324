import {
  aboveBalance,
  authWithoutItems,
  cancelAfterAuth,
  rejectedAuth,
  rejectedInCompleted,
  repeatedAuth,
  watchAuth,
} from "./series/authorised.js";
import { firstPayout } from "./series/first-payout.js";
import {
  amountForms,
  amountLimits,
  currencies,
  optionalFields,
  purposes,
  recipientTypes,
  sizes,
  textLimits,
} from "./series/init-forms.js";
import { onlyRejected, rejectedItem } from "./series/rejected-items.js";
import { cancel, repeatedInit, twoPayouts } from "./series/repetitions.js";
import { headers, locale, signature } from "./series/signing.js";
import { unknownIds } from "./series/unknown-ids.js";
import type { Series } from "./series.js";

/** Every series in the order of a run: what reads, then what is only created, then what is authorised. */
export const allSeries: readonly Series[] = [
  signature,
  headers,
  locale,
  unknownIds,
  firstPayout,
  rejectedItem,
  onlyRejected,
  repeatedInit,
  cancel,
  twoPayouts,
  optionalFields,
  purposes,
  currencies,
  amountForms,
  amountLimits,
  sizes,
  textLimits,
  recipientTypes,
  watchAuth,
  rejectedInCompleted,
  authWithoutItems,
  cancelAfterAuth,
  repeatedAuth,
  rejectedAuth,
  aboveBalance,
];
