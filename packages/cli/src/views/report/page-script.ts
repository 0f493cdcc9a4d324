/**
 * The script of the page: it sorts and filters the table of the recipients, and sums what is shown. Amounts are compared and
 * added as bigints. A text, because it runs in browsers: its tests are in packages/internal/browser.
 */
export const pageScript = `"use strict";
(() => {
  const table = document.getElementById("recipients-table");
  const filter = document.querySelector(".filter");
  const search = document.getElementById("search");
  const state = document.getElementById("filter-state");
  const shown = document.getElementById("shown");
  const locale = document.documentElement.lang;
  const decimals = Number(table.dataset.decimals);
  const collator = new Intl.Collator(locale, { numeric: true });
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const units = (cell) => (cell.dataset.value === "" ? null : BigInt(cell.dataset.value));

  // Letters are found without their marks: "ucuncu" finds "Üçüncü", and "isi" finds "Isı".
  const fold = (text) => text.toLocaleLowerCase(locale).normalize("NFD").replace(/\\p{M}/gu, "").replaceAll("ı", "i");

  const rows = [...body.rows].map((row, position) => ({ row, position, text: fold(row.textContent) }));

  const comparers = {
    text: (one, other) => collator.compare(one.dataset.value, other.dataset.value),
    amount(one, other) {
      const currencies = one.parentElement.dataset.currency.localeCompare(other.parentElement.dataset.currency);
      return currencies === 0 ? compare(units(one), units(other)) : currencies;
    },
    number: (one, other) => compare(one.dataset.value === "" ? null : Number(one.dataset.value), other.dataset.value === "" ? null : Number(other.dataset.value)),
  };

  function compare(one, other) {
    if (one === other) return 0;
    if (one === null || other === null) return one === null ? -1 : 1;
    return one < other ? -1 : 1;
  }

  // Ascending, descending, and back to the order of the page.
  function sort(heading) {
    const order = { none: "ascending", ascending: "descending", descending: "none" }[heading.getAttribute("aria-sort")];
    for (const each of headings) each.setAttribute("aria-sort", each === heading ? order : "none");
    const column = headings.indexOf(heading);
    const comparer = comparers[heading.dataset.sort];
    const sign = order === "descending" ? -1 : 1;
    rows.sort((one, other) => {
      const difference = order === "none" ? 0 : sign * comparer(one.row.cells[column], other.row.cells[column]);
      return difference === 0 ? one.position - other.position : difference;
    });
    body.append(...rows.map(({ row }) => row));
  }

  function applyFilter() {
    const words = fold(search.value).split(/\\s+/).filter(Boolean);
    const sums = new Map();
    let count = 0;
    for (const { row, text } of rows) {
      const isShown = words.every((word) => text.includes(word)) && ["", row.dataset.state].includes(state.value);
      row.hidden = !isShown;
      if (!isShown) continue;
      count += 1;
      const { currency } = row.dataset;
      sums.set(currency, (sums.get(currency) ?? 0n) + units(row.querySelector("td.amount")));
    }
    const isFiltered = words.length > 0 || state.value !== "";
    table.tFoot.hidden = isFiltered;
    const sum = [...sums].map(([currency, total]) => formatMoney(total, currency)).join(", ") || "–";
    const values = { shown: count, count: rows.length, sum };
    shown.textContent = isFiltered ? shown.dataset.text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]) : "";
  }

  function formatMoney(total, currency) {
    const scale = 10n ** BigInt(decimals);
    const fraction = (total % scale).toString().padStart(decimals, "0").replace(/0+$/, "").padEnd(2, "0");
    const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    const options = /^[A-Za-z]{3}$/.test(currency) ? { style: "currency", currency, ...digits } : digits;
    const parts = new Intl.NumberFormat(locale, options).formatToParts(total / scale);
    return parts.map(({ type, value }) => (type === "fraction" ? fraction : value)).join("");
  }

  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    heading.append(button);
    heading.setAttribute("aria-sort", "none");
  }
  search.addEventListener("input", applyFilter);
  state.addEventListener("change", applyFilter);
  filter.hidden = false;
  // A browser that goes back fills in what was searched for.
  addEventListener("pageshow", applyFilter);
})();
`;
