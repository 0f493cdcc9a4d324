/**
 * The form of the account number of each country, as in the IBAN registry: n are digits, a capitals, c either. Of Turkey,
 * the registry allows letters, but only digits are in use.
 */
const countriesByForm: Readonly<Record<string, string>> = {
  "8n 12c": "AD",
  "19n": "AE IL SO TL",
  "8n 16c": "AL CY",
  "21n": "AO CV LY MZ PT ST",
  "16n": "AT BA EE LT MN XK",
  "14n": "AX DK FI FO GL SD",
  "4a 20c": "AZ",
  "12n": "BE",
  "2c 22n": "BF BJ ML",
  "4a 6n 8c": "BG",
  "4a 14c": "BH",
  "23n": "BI CF CG CM DJ GA GQ KM MG MR TD",
  "10n 11c 2n": "BL FR GF GP MC MF MQ NC PF PM RE TF WF YT",
  "23n 1a 1c": "BR",
  "4a 4n 16c": "BY",
  "5n 12c": "CH LI",
  "1a 23n": "CI",
  "18n": "CR DE ME RS VA",
  "20n": "CZ ES SE SK TN",
  "4a 20n": "DO HN NI SV",
  "22n": "DZ IR IS TR",
  "25n": "EG",
  "2a 12n": "FK",
  "4a 14n": "GB",
  "2c 16n": "GE",
  "4a 15c": "GI",
  "7n 16c": "GR",
  "24c": "GT",
  "2a 19n": "GW",
  "17n": "HR",
  "24n": "HU MA PL",
  "4c 14n": "IE",
  "4a 15n": "IQ",
  "1a 10n 12c": "IT SM",
  "4a 4n 18c": "JO YE",
  "4a 22c": "KW",
  "3n 13c": "KZ LU",
  "4n 20c": "LB",
  "4a 24c": "LC",
  "4a 13c": "LV",
  "20c": "MD",
  "3n 10c 2n": "MK",
  "4a 5n 18c": "MT",
  "4a 19n 3a": "MU",
  "2a 22n": "NE SN TG",
  "4a 10n": "NL",
  "11n": "NO",
  "3n 16c": "OM",
  "4c 16n": "PK VG",
  "4c 21n": "PS",
  "4a 21c": "QA",
  "4a 16c": "RO",
  "14n 15c": "RU",
  "2n 18c": "SA",
  "4a 20n 3a": "SC",
  "15n": "SI",
  "6n 19c": "UA",
};

const formByCountry: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(countriesByForm).flatMap(([form, countries]) =>
    countries.split(" ").map((country) => [country, patternOf(form)]),
  ),
);

/** "8n 12c" as a pattern. */
function patternOf(form: string): RegExp {
  const sets: Readonly<Record<string, string>> = { n: "\\d", a: "[A-Z]", c: "[A-Z\\d]" };
  const pattern = form.replace(/(\d+)(\w) ?/g, (_, count: string, set: string) => `${sets[set]}{${count}}`);
  return new RegExp(`^${pattern}$`);
}

/**
 * What is wrong with an IBAN: it has not the form of its country, or its check digits are wrong, which is a typing error.
 * Countries whose account numbers have check digits of their own are checked for these too.
 */
export function ibanProblem(iban: string): "form" | "check-digits" | undefined {
  const [, country = "", check, account = ""] = /^([A-Z]{2})(\d\d)(.*)$/.exec(iban) ?? [];
  if (formByCountry.get(country)?.test(account) !== true) return "form";
  const isCorrect = Number(check) === 98 - mod97(`${account}${country}00`) && (ownChecks[country]?.(account) ?? true);
  return isCorrect ? undefined : "check-digits";
}

/** The remainder by 97, with letters as numbers from 10 to 35. */
function mod97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  return Number(BigInt(digits) % 97n);
}

/** The check digit after digits that have these weights: what the sum lacks to a multiple of the modulus. */
function weightedDigit(digits: string, weights: readonly number[], modulus: 10 | 11): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (modulus - (sum % modulus)) % modulus;
}

/** The check digit of ISO 7064, mod 11,10. */
function hybridDigit(digits: string): number {
  const product = [...digits].reduce((product, digit) => (((product + Number(digit)) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10;
}

const isMultiplePlusOne = (account: string) => mod97(account) === 1;

/** A digit of modulus 11: 10 has no digit of its own there, and is written as 1. */
const asDigit = (digit: number) => (digit === 10 ? 1 : digit);

function isBelgian(account: string): boolean {
  return (mod97(account.slice(0, 10)) || 97) === Number(account.slice(10));
}

function isCzechOrSlovak(account: string): boolean {
  return (
    asDigit(weightedDigit(account.slice(4), [10, 5, 8, 4, 2], 11)) === Number(account[9]) &&
    asDigit(weightedDigit(account.slice(10), [6, 3, 7, 9, 10, 5, 8, 4, 2], 11)) === Number(account[19])
  );
}

function isEstonian(account: string): boolean {
  return weightedDigit(account.slice(2), [7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7], 10) === Number(account[15]);
}

function isSpanish(account: string): boolean {
  return (
    asDigit(weightedDigit(account, [4, 8, 5, 10, 9, 7, 3, 6], 11)) === Number(account[8]) &&
    asDigit(weightedDigit(account.slice(10), [1, 2, 4, 8, 5, 10, 9, 7, 3, 6], 11)) === Number(account[9])
  );
}

/** Letters stand for digits here: A and J for 1, B, K and S for 2, to I, R and Z for 9. */
function isFrench(account: string): boolean {
  const digits = account.replace(/[A-Z]/g, (letter) => {
    const position = letter.charCodeAt(0) - 65;
    return String(position < 18 ? (position % 9) + 1 : position - 16);
  });
  return mod97(digits) === 0;
}

function isCroatian(account: string): boolean {
  return (
    hybridDigit(account.slice(0, 6)) === Number(account[6]) && hybridDigit(account.slice(7, 16)) === Number(account[16])
  );
}

function isHungarian(account: string): boolean {
  const weights = [9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3];
  // An account of 8 digits is filled up with zeros behind it.
  const length = account.endsWith("00000000") ? 7 : 15;
  return (
    weightedDigit(account, weights.slice(0, 7), 10) === Number(account[7]) &&
    weightedDigit(account.slice(8), weights.slice(0, length), 10) === Number(account[8 + length])
  );
}

function isNorwegian(account: string): boolean {
  return weightedDigit(account, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11) === Number(account[10]);
}

function isPolish(account: string): boolean {
  return weightedDigit(account, [3, 9, 7, 1, 3, 9, 7], 10) === Number(account[7]);
}

/** The countries whose account numbers have check digits of their own. */
const ownChecks: Readonly<Record<string, (account: string) => boolean>> = {
  BA: isMultiplePlusOne,
  BE: isBelgian,
  CZ: isCzechOrSlovak,
  EE: isEstonian,
  ES: isSpanish,
  FR: isFrench,
  HR: isCroatian,
  HU: isHungarian,
  MC: isFrench,
  ME: isMultiplePlusOne,
  MK: isMultiplePlusOne,
  NO: isNorwegian,
  PL: isPolish,
  PT: isMultiplePlusOne,
  RS: isMultiplePlusOne,
  SI: isMultiplePlusOne,
  SK: isCzechOrSlovak,
};
