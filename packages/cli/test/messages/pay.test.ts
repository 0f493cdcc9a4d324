import type { ActionMessageId } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { pay } from "../../src/messages/tr/pay.ts";

test.each<[ActionMessageId, string]>([
  ["payout-not-found", "iyzico bu toplu ödemeyi ya da bütün kalemlerini göstermiyor."],
  ["payout-not-found-authorised", "Bu toplu ödeme onaylanmış (auth) olabilir"],
  ["external-id-taken", "başka bir key, planda varsa başka bir externalId de kullanın"],
  ["external-id-taken-authorised", "başka bir key ile ödeme yapmayın"],
  ["auth-outcome-unknown-restored", "iyzico hiçbirinin ödeme onayının işlenmediğini"],
  ["init-outcome-unknown-restored", "aynı komutu onun requestId'siyle çalıştırın"],
  ["request-id-unknown", "requestId'yi iyzico'dan öğrenip"],
  ["request-id-unknown-restarted", "İlk toplu ödemenin requestId'sini iyzico'dan öğrenip"],
])("in Turkish, %s has the remedy of the client's own text", (messageId, remedy) => {
  expect(pay.reason({ messageId, message: "" })).toContain(remedy);
});

test("in Turkish, a sum that may still change is marked", () => {
  expect(pay.notFinal("₺1,00")).toBe("₺1,00 kesinleşmedi");
});
