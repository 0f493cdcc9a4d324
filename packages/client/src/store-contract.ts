export type { PaymentLock, PaymentStore, Stored } from "./pay/store.js";
export { paymentStoreContract, type StoreContractCase, type StoreUnderTest } from "./pay/store-contract.js";
