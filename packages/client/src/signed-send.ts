import { createSignedFetch, type Signer } from "@iyzico-mass-payout/auth";

/** Signs a request and sends it, once. Tells the header that went with it, for the case that it is refused. */
export type SignedSend = (url: URL, init: RequestInit) => Promise<{ response: Response; authorization: string | null }>;

export function createSignedSend(signer: Signer, fetch: (request: Request) => Promise<Response>): SignedSend {
  return async (url, init) => {
    let authorization: string | null = null;
    const signedFetch = createSignedFetch(signer, (request) => {
      authorization = request.headers.get("authorization");
      return fetch(request);
    });
    return { response: await signedFetch(url, init), authorization };
  };
}
