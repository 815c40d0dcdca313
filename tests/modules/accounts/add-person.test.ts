import { expect, test } from "vitest";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { demoLogins } from "~/modules/accounts/use-cases/demo-accounts.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { madeArrival } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";

withTestDatabase();

const wish = { login: "Planner@bureau", name: "", role: "planner", password: "eighteen quiet rivers", cityCode: null };

test("the first account of an installation is made at its terminal and signs in", async () => {
  expect(await addPerson(wish, [])).toMatchObject({ ok: true, value: { login: "planner@bureau", name: "planner@bureau" } });
  expect(await signIn("planner@bureau", wish.password, madeArrival())).toMatchObject({ ok: true });
  expect(await demoLogins()).toEqual([]);
});

test("a login is taken whatever its case", async () => {
  expect(await addPerson({ ...wish, login: "PLANNER@BUREAU" }, [])).toEqual({
    ok: false,
    refusal: { kind: "login-taken", login: "planner@bureau" },
  });
});

test("a login that reads like another's is refused, also one that is seen from nowhere here", async () => {
  expect(await addPerson({ ...wish, login: "p1anner@bureau" }, [])).toEqual({
    ok: false,
    refusal: { kind: "login-alike", login: "p1anner@bureau" },
  });
  expect(await addPerson({ ...wish, login: "ｐｌａｎｎｅｒ＠ｂｕｒｅａｕ" }, [])).toMatchObject({
    refusal: { kind: "login-taken" },
  });
  // Numbers are read as numbers: no two of them look alike.
  expect(await addPerson({ ...wish, login: "1001" }, [])).toMatchObject({ ok: true });
  expect(await addPerson({ ...wish, login: "1010" }, [])).toMatchObject({ ok: true });
});

test.each([
  ["login-missing", { ...wish, login: " " }],
  ["login-signs", { ...wish, login: "wang fang" }],
  ["login-signs", { ...wish, login: "王芳" }],
  ["login-signs", { ...wish, login: "pl\u0430nner@bureau" }],
  ["login-signs", { ...wish, login: ".hidden" }],
  ["login-short", { ...wish, login: "w" }],
  ["login-long", { ...wish, login: "w".repeat(101) }],
  ["role-unknown", { ...wish, role: "king" }],
  ["password-short", { ...wish, password: "elevenchars" }],
  ["password-common", { ...wish, password: "Qwertyuiop123" }],
  ["password-personal", { ...wish, password: "planner and more planning" }],
  ["password-long", { ...wish, password: "ab cd efgh ".repeat(30) }],
  ["city-unknown", { ...wish, cityCode: "4101" }],
])("an account is refused for «%s»", async (kind, asked) => {
  expect(await addPerson(asked, ["0110"])).toMatchObject({ ok: false, refusal: { kind } });
});
