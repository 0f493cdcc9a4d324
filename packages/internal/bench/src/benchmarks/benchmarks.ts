import type { Benchmark } from "./benchmark.ts";
import { commandLine } from "./command-line.ts";
import { list } from "./list.ts";
import { pay } from "./pay.ts";
import { read } from "./read.ts";
import { sign } from "./sign.ts";
import { size } from "./size.ts";
import { start } from "./start.ts";
import { types } from "./types.ts";
import { verify } from "./verify.ts";
import { wire } from "./wire.ts";

/** All benchmarks, in the order of the report. */
export const benchmarks: readonly Benchmark[] = [sign, verify, read, wire, list, pay, start, commandLine, size, types];
