import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allowReserved,
  commaDelimited,
  deepObject,
  encodePairs,
  fillPath,
  form,
  headerValue,
  jsonPath,
  jsonValue,
  label,
  labelExploded,
  matrix,
  matrixExploded,
  pipeDelimited,
  simple,
  simpleExploded,
  spaceDelimited,
  type PairStyle,
  type PathStyle,
} from "../src/serialize.js";

// The table of OpenAPI 3.1, "Style Examples".
const list = ["blue", "black", "brown"];
const record = { R: 100, G: 200, B: 150 };

test("path styles are those of the OpenAPI table", () => {
  const cases: [PathStyle, unknown, string][] = [
    [simple, "blue", "blue"],
    [simple, list, "blue,black,brown"],
    [simple, record, "R,100,G,200,B,150"],
    [simpleExploded, list, "blue,black,brown"],
    [simpleExploded, record, "R=100,G=200,B=150"],
    [label, "blue", ".blue"],
    [label, list, ".blue,black,brown"],
    [label, record, ".R,100,G,200,B,150"],
    [labelExploded, "blue", ".blue"],
    [labelExploded, list, ".blue.black.brown"],
    [labelExploded, record, ".R=100.G=200.B=150"],
    [matrix, "blue", ";color=blue"],
    [matrix, list, ";color=blue,black,brown"],
    [matrix, record, ";color=R,100,G,200,B,150"],
    [matrixExploded, "blue", ";color=blue"],
    [matrixExploded, list, ";color=blue;color=black;color=brown"],
    [matrixExploded, record, ";R=100;G=200;B=150"],
    [jsonPath, { a: 1 }, "%7B%22a%22%3A1%7D"],
  ];
  for (const [style, value, expected] of cases) {
    assert.equal(style("color", value), expected);
  }
});

test("query styles are those of the OpenAPI table", () => {
  const cases: [PairStyle, unknown, string][] = [
    [form, "", "color="],
    [form, "blue", "color=blue"],
    [form, list, "color=blue&color=black&color=brown"],
    [form, record, "R=100&G=200&B=150"],
    [commaDelimited, list, "color=blue,black,brown"],
    [commaDelimited, record, "color=R,100,G,200,B,150"],
    [spaceDelimited, list, "color=blue%20black%20brown"],
    [pipeDelimited, list, "color=blue%7Cblack%7Cbrown"],
    [deepObject, record, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
    [deepObject, { a: { b: [1, 2] } }, "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D=2"],
    [jsonValue, { a: 1 }, "color=%7B%22a%22%3A1%7D"],
    [form, "a b&c=d/é", "color=a%20b%26c%3Dd%2F%C3%A9"],
    [commaDelimited, ["a,b", "c"], "color=a%2Cb,c"],
    [allowReserved(form), "a/b?c=d&e #%", "color=a/b?c%3Dd%26e%20%23%25"],
    [form, new Date(0), "color=1970-01-01T00%3A00%3A00.000Z"],
    [form, [1, undefined, null, 2], "color=1&color=2"],
  ];
  for (const [style, value, expected] of cases) {
    assert.equal(encodePairs(style("color", value)), expected);
  }
});

test("headers are simple and unencoded", () => {
  assert.equal(headerValue(list), "blue,black,brown");
  assert.equal(headerValue(record), "R,100,G,200,B,150");
  assert.equal(headerValue(record, true), "R=100,G=200,B=150");
  assert.equal(headerValue(true), "true");
});

test("paths are filled and cannot be left", () => {
  assert.equal(fillPath("/a/{id}/b/{x}/{id}", ["1/2", "ä b"]), "/a/1%2F2/b/%C3%A4%20b/1%2F2");
  assert.equal(fillPath("/a/{id}.json", ["v1.2"]), "/a/v1.2.json");
  for (const value of ["", "..", ".", undefined, null]) {
    assert.throws(() => fillPath("/a/{id}", [value]), TypeError);
  }
  assert.equal(fillPath("/a/{id}", ["../b"]), "/a/..%2Fb");
});
