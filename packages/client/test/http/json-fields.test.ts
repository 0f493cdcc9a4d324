import { expect, test } from "vitest";
import {
  parseObject,
  readEach,
  requiredStringField,
  UnexpectedField,
  withoutMissing,
} from "../../src/http/json-fields.ts";

const objects = [await parseObject('{"a":"x"}'), await parseObject('{"a":1}')];

test("an error of an object in a list has the path to its field", () => {
  const read = () => readEach(objects, "list", (object) => requiredStringField(object, "a"));
  expect(read).toThrow(new UnexpectedField("list[1].a", "must be a string"));
});

test("an error that is none of a field is thrown as it is", () => {
  const failure = new RangeError("Maximum call stack size exceeded");
  const read = () =>
    readEach(objects, "list", () => {
      throw failure;
    });
  expect(read).toThrow(failure);
});

test("fields that are missing are left out, in the order of the others", () => {
  const fields = withoutMissing({ b: 1, a: undefined, c: null, d: "" });
  expect(JSON.stringify(fields)).toBe('{"b":1,"c":null,"d":""}');
  expect(Object.keys(fields)).toEqual(["b", "c", "d"]);
});
