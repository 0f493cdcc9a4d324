/** The answer to a retrieve: a payout without items. */
export const emptyPage =
  '{"status":"success","massPayout":{"massPayoutStatus":"INIT"},"massPayoutItems":{"items":[]},"page":0,"size":40,"total":0}';

/** A failure of iyzico's with an error code. */
export const failureAnswer = (errorCode: string): string => `{"status":"failure","errorCode":"${errorCode}"}`;

/** A request that `emptyPage` answers. */
export const retrieveRequest = { requestId: "1", page: 0, size: 40 };
