export {
  createFileStore,
  type FileStore,
  type FileStoreOptions,
  type StoredPayment,
  type UnreadablePayment,
} from "./pay/file-store/file-store.js";
