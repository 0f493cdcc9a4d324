export type { Database } from "./database/pool.js";
