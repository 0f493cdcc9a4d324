import { createMassPayoutClient, settlementOf } from "@iyzico-mass-payout/client";
import { equal, has } from "./assert.js";
import { clientFor, itemOf, page } from "./clients.js";

/** @type {readonly import("./suite.js").Test[]} */
export const reading = [
  [
    "a payout is read from the mock",
    async (context) => {
      const { massPayout, items, ...paging } = await clientFor(context, "mock").retrieve(page);
      has(massPayout, { externalId: "massPayoutId-323", massPayoutStatus: "PUBLISHED_TO_QUEUE", totalAmount: "201" });
      equal(
        items.map(({ itemExternalId, totalAmount, commissionAmount }) => [
          itemExternalId,
          totalAmount,
          commissionAmount,
        ]),
        [
          ["ext-0077", "100.5", "20"],
          ["ext-0099", "100.5", "20"],
        ],
      );
      equal(paging, { page: 0, size: 40, total: 2 });
      equal(settlementOf(items, massPayout.massPayoutStatus).state, "open");
    },
  ],
  [
    "the balance and an item are read from the mock",
    async (context) => {
      const iyzico = clientFor(context, "mock");
      equal(await iyzico.balance(), { balance: "25399393.5" });
      has(await iyzico.item("b9a2f39c-0403-4869-a23a-371046c7431f"), { totalAmount: "100", commissionAmount: "20" });
    },
  ],
  [
    "the raw client signs requests",
    async (context) => {
      const params = /** @type {const} */ ({ query: { locale: "en" } });
      const { data } = await clientFor(context, "mock").raw.POST("/v1/mass/payout/retrieve", { params, body: page });
      has(data, { status: "success", page: 0, size: 40, total: 2 });
    },
  ],
  .../** @type {const} */ (["digits", "compressed"]).map(
    (server) =>
      /** @type {import("./suite.js").Test} */ ([
        `amounts have the digits of the wire, in ${server === "digits" ? "a plain" : "a compressed"} body`,
        async (context) => {
          const { massPayout, items } = await clientFor(context, server).retrieve(page);
          equal(massPayout.totalAmount, "9007199254740993.01");
          has(items[0], { totalAmount: "20.00000000", commissionAmount: "0.00000000" });
        },
      ]),
  ),
  [
    "every item of several pages is listed once, in order",
    async (context) => {
      const iyzico = clientFor(context, "simulator");
      const ids = Array.from({ length: 7 }, (_, index) => `listed-${index}`);
      const { requestId } = await iyzico.init({ externalId: "listed", items: ids.map(itemOf) });
      for (const concurrency of [1, 3]) {
        /** @type {unknown[]} */
        const listed = [];
        for await (const item of iyzico.items({ requestId }, { size: 2, concurrency }))
          listed.push(item.itemExternalId);
        equal(listed, ids);
      }
    },
  ],
  [
    "a custom fetch sends the requests, each of them signed",
    async ({ credentials, urls }) => {
      /** @type {unknown[]} */
      const sent = [];
      const iyzico = createMassPayoutClient({
        credentials,
        baseUrl: urls.simulator,
        fetch: (request) => {
          sent.push(request.headers.get("authorization")?.startsWith("IYZWSv2 "));
          return fetch(request);
        },
      });
      await iyzico.balance();
      equal(sent, [true]);
    },
  ],
];
