export { createFileStore } from "./pay/file-store/file-store.js";
