import {
  type Amount,
  describeItemStatus,
  type Locale,
  type MassPayoutError,
  type MassPayoutItem,
  maskRecipient,
} from "@iyzico-mass-payout/client";
import { readsMessages } from "../messages/catalogs.js";
import { formatCsvHeadings, formatCsvRow, protectCell } from "../terminal/csv.js";
import { formatDecimal } from "../terminal/decimal.js";
import type { Output } from "../terminal/output.js";
import type { Format } from "./format.js";
import { formatItems } from "./items.js";
import type { ItemsFormat } from "./items-options.js";
import { withState } from "./with-state.js";

/** Prints items one by one. Ends with `end`, or with `fail` if not every item could be read. */
export interface ItemsPrinter {
  print(item: MassPayoutItem): void;
  end(): void;
  /** Says in the output itself that it is not a complete list, where its form can say that. */
  fail(error: MassPayoutError): void;
}

/** Creates the printer of a form. All but the table, whose columns are as wide as their widest cell, write each item at once. */
export function createItemsPrinter(form: ItemsFormat, stdout: Output, format: Format): ItemsPrinter {
  switch (form) {
    case "table":
      return createTablePrinter(stdout, format);
    case "csv":
      return createCsvPrinter(stdout, format.locale);
    case "ndjson":
      return createLinePrinter(stdout);
    case "json":
      return createJsonPrinter(stdout);
  }
}

function createTablePrinter(stdout: Output, format: Format): ItemsPrinter {
  const items: MassPayoutItem[] = [];
  const write = () => {
    const lines = items.length > 0 ? formatItems(items, format) : [];
    stdout.write(lines.map((line) => `${line}\n`).join(""));
  };
  return {
    print: (item) => void items.push(item),
    end() {
      if (items.length === 0) stdout.write(`${readsMessages.in(format.locale).nothingToPrint}\n`);
      else write();
    },
    fail: write,
  };
}

const columns = [
  "item_external_id",
  "reference_code",
  "recipient_type",
  "recipient_masked",
  "recipient_name",
  "description",
  "amount",
  "commission",
  "currency",
  "item_status",
  "state",
  "messages",
] as const;

/** For the spreadsheet programs of a language, amounts with its decimal sign. Programs have NDJSON. */
function createCsvPrinter(stdout: Output, locale: Locale): ItemsPrinter {
  const protect = (text: string | undefined = "") => protectCell(text);
  // An amount may be negative, and is no formula.
  const formatAmount = (amount: Amount | undefined) => (amount === undefined ? "" : formatDecimal(amount, locale));
  stdout.write(formatCsvHeadings(columns, locale));
  return {
    print(item) {
      const cells = [
        protect(item.itemExternalId),
        protect(item.referenceCode),
        protect(item.recipientType),
        item.recipientInfo === undefined ? "" : protect(maskRecipient(item.recipientInfo)),
        protect(item.recipientName),
        protect(item.description),
        formatAmount(item.totalAmount),
        formatAmount(item.commissionAmount),
        protect(item.currencyCode),
        protect(item.itemStatus),
        describeItemStatus(item.itemStatus).state,
        protect(item.errorMessages.join(" | ")),
      ];
      stdout.write(formatCsvRow(cells, locale));
    },
    end() {},
    fail() {},
  };
}

function createLinePrinter(stdout: Output): ItemsPrinter {
  return {
    print: (item) => void stdout.write(`${JSON.stringify(withState(item))}\n`),
    end() {},
    fail: (error) => void stdout.write(`${JSON.stringify({ error })}\n`),
  };
}

/** One object, written piece by piece: `isComplete` comes after the items, when it is known. */
function createJsonPrinter(stdout: Output): ItemsPrinter {
  let separator = "\n";
  stdout.write('{"items": [');
  const end = (rest: object) => stdout.write(`\n], ${JSON.stringify(rest).slice(1)}\n`);
  return {
    print(item) {
      stdout.write(`${separator}${JSON.stringify(withState(item))}`);
      separator = ",\n";
    },
    end: () => void end({ isComplete: true }),
    fail: (error) => void end({ isComplete: false, error }),
  };
}
