// A process that sends requests as fast as a limiter lets it: node limited-process.ts CONNECTION URL COUNT OPTIONS, with
// { merchant, perMinute, periodMs, wallOffsetMs } as OPTIONS. It asks for all of its slots at once.
import { Agent, request } from "node:http";
import { createRateLimiter } from "../../src/rate-limiter/postgres-rate-limiter.ts";

const [, , connectionString = "", url = "", count = "", given = ""] = process.argv;
const { periodMs, wallOffsetMs, ...options } = JSON.parse(given);
const date = Date.now;
Date.now = () => date() + wallOffsetMs;
const limiter = createRateLimiter(connectionString, options, periodMs);
const agent = new Agent({ keepAlive: true });

async function send(): Promise<void> {
  await limiter.acquire({});
  await new Promise<void>((resolve, reject) => {
    const sending = request(url, { agent }, (response) => response.resume().on("end", resolve));
    sending.on("error", reject).end();
  });
}

await Promise.all(Array.from({ length: Number(count) }, send));
agent.destroy();
await limiter.close();
