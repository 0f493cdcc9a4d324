export { createFileStore, type FileStoreOptions } from "./pay/file-store/file-store.js";
