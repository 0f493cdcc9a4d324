import { invalidOption } from "../errors/invalid-option.js";

const maxLength = 200;
const maxNoteLength = 2_000;

/**
 * The name by which a person counts: the same for every spelling of it in upper or lower case, with blanks around it, or in
 * another form of Unicode. Turkish has two letters for i, so both are taken for one: two spellings of one name must not
 * count as two approvers.
 *
 * @param field the name of the option, for the error.
 */
export function readPerson(field: string, by: unknown): string {
  if (typeof by !== "string") throw invalidOption(`${field} must be the name of a person.`, "Say who does it.");
  const trimmed = by.normalize("NFKC").trim().replace(/\s+/g, " ");
  if (trimmed === "" || trimmed.length > maxLength || /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u.test(trimmed)) {
    throw invalidOption(
      `${field} must have 1 to ${maxLength} characters, and none that is invisible.`,
      "Say who does it.",
    );
  }
  return trimmed
    .toUpperCase()
    .toLowerCase()
    .replace(/\u0307/g, "")
    .normalize("NFC");
}

/** Checks a note or a reason, which may be left out. Postgres' jsonb has no form for NUL and half a surrogate pair. */
export function readNote(field: string, note: unknown): string | null {
  if (note === undefined) return null;
  if (typeof note === "string" && note.length <= maxNoteLength && !/[\0\p{Cs}]/u.test(note)) return note;
  throw invalidOption(`${field} must be a string of at most 2,000 characters, all of them valid.`);
}
