import fc from "fast-check";
import { expect, test } from "vitest";
import { factsOf, idFact, pathFact, sentenceFact } from "~/platform/log-facts.server";

const PHONE = fc.stringMatching(/^1[3-9]\d{9}$/);
const IDENTITY = fc.stringMatching(/^[1-9]\d{16}[\dX]$/);
const planted = fc.oneof(PHONE, IDENTITY);

test("a path keeps its shape and loses its query, strange letters and numbers of people", () => {
  expect(pathFact("/plan/facilities/01a202c8-8453-7489-ae13-a232ae310e30?q=13812345678")).toBe(
    "/plan/facilities/01a202c8-8453-7489-ae13-a232ae310e30",
  );
  expect(pathFact("/张三/13812345678/%E5%BC%A0#x")).toBe("/*/#/*");
});

test("an id is an id; whatever else is said in its place is not told", () => {
  expect(idFact("01a202c8-8453-7489-ae13-a232ae310e30")).toBe("01a202c8-8453-7489-ae13-a232ae310e30");
  for (const text of ["张三", "13812345678", "41010519900101123X", "a b", "a".repeat(65)]) expect(idFact(text)).toBe("?");
});

test("no planted number comes through a path, an id, a sentence or an error", () => {
  fc.assert(
    fc.property(
      planted,
      fc.string({ maxLength: 20 }),
      fc.constantFrom("", " ", '"', "=", "/", "：", "+86", "%20"),
      (number, words, sign) => {
        const text = `${words}${sign}${number}${sign}${words}`;
        const error = new Error(text);
        for (const told of [pathFact(`/${text}`), idFact(text), sentenceFact(text), JSON.stringify(factsOf(error))])
          expect(told).not.toContain(number);
      },
    ),
    { numRuns: 500 },
  );
});

test("an error of the database tells its code and constraint, and no sentence", () => {
  const unique = Object.assign(new Error("duplicate key value: Key (login)=(13812345678) already exists"), {
    name: "PostgresError",
    code: "23505",
    constraint_name: "credential_login_key",
    detail: "Key (login)=(13812345678) already exists.",
  });
  const told = factsOf(unique);
  expect(told).toMatchObject({ error: "PostgresError", code: "23505", constraint: "credential_login_key" });
  expect(told).not.toHaveProperty("message");
  expect(JSON.stringify(told)).not.toContain("13812345678");
});

test("frames name files and lines, not the sentence above them and not the machine's folders", () => {
  const { frames = "" } = factsOf(new Error("first line\n    at 13812345678 (secret)\nthird"));
  expect(frames).toContain("log-facts.test.ts");
  expect(frames).not.toContain("13812345678");
  expect(frames).not.toContain("/work/");
});

test("a thrown text is told as nothing but a text", () => {
  expect(factsOf("张三 13812345678")).toEqual({ error: "string" });
});
