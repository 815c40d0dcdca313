import { expect, test, type JSHandle, type Page } from "@playwright/test";
import type { CarePhone } from "../../app/offline/care-phone";
import { signInAs } from "./signed-in";

/** What lies behind the screens of the phone, in a real browser's store: the screens have journeys of their own. */
test.use({ viewport: { width: 390, height: 844 } });

const PIN = "274958";

async function phoneIn(page: Page): Promise<JSHandle<CarePhone>> {
  const here = () => (globalThis as unknown as Record<symbol, CarePhone | undefined>)[Symbol.for("quarterhour.care-phone")];
  await page.waitForFunction(() => {
    const phone = (globalThis as unknown as Record<symbol, CarePhone | undefined>)[Symbol.for("quarterhour.care-phone")];
    return phone !== undefined && phone.door().kind !== "asking";
  });
  return page.evaluateHandle(here) as Promise<JSHandle<CarePhone>>;
}

/** Signed in, a PIN chosen, the list open. */
async function openPhone(page: Page): Promise<JSHandle<CarePhone>> {
  await signInAs(page, "caregiver", "/care");
  const phone = await phoneIn(page);
  await expect.poll(() => phone.evaluate((held) => held.door().kind)).toBe("choose-pin");
  await phone.evaluate((held, pin) => held.choosePin(pin), PIN);
  return phone;
}

const saved = (phone: JSHandle<CarePhone>, label = "示例长者") =>
  phone.evaluate(async (held, words) => {
    const at = new Date().toISOString();
    const id = crypto.randomUUID();
    await held.saveVisit(
      {
        said: {
          ...{
            clientId: id,
            residentId: crypto.randomUUID(),
            authorId: null,
            plannedVisitId: null,
            capturedAt: at,
            offsetSeconds: null,
          },
          ...{ device: "phone", beganAt: at, minutes: 10, outcome: "seen", channel: "home", purpose: "check", findings: [] },
          body: { looked: {}, needs: "", note: "示例：门口花盆" },
        },
        ...{ doorCode: null, isLate: false },
      },
      words,
    );
    return id;
  }, label);

const outboxOf = (phone: JSHandle<CarePhone>) => phone.evaluate((held) => held.outbox());
const doorOf = (phone: JSHandle<CarePhone>) => phone.evaluate((held) => held.door().kind);

/** Everything the page's own stores hold, as text. */
const storedText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error ?? new Error("no answer"));
      });
    const store = await asked(indexedDB.open("quarterhour-care"));
    const names = [...store.objectStoreNames];
    const all = await Promise.all(names.map((name) => asked(store.transaction(name).objectStore(name).getAll())));
    store.close();
    const words = (value: unknown): string =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder("latin1").decode(value)
        : typeof value === "object" && value !== null
          ? Object.values(value).map(words).join(" ")
          : String(value);
    return words(all);
  });

test("what is saved and drafted is nowhere on the phone in clear, and a page that comes back asks for the PIN", async ({
  page,
}) => {
  const phone = await openPhone(page);
  await page.context().setOffline(true);
  const id = await saved(phone, "示例长者甲");
  await phone.evaluate((held) =>
    held.keepDraft({
      visitId: "draft-1",
      residentId: "r",
      changedAt: new Date().toISOString(),
      fields: { note: "示例：还没写完" },
    }),
  );
  const text = await storedText(page);
  expect(text).toContain(id);
  for (const word of ["花盆", "示例长者甲", "没写完", PIN]) expect(text, word).not.toContain(word);
  await expect.poll(async () => (await outboxOf(phone)).items[0]).toMatchObject({ id, state: "waiting", label: "示例长者甲" });
  await expect(page).toHaveTitle(/^\(1\) /);

  await page.context().setOffline(false);
  await page.route("**/care/sync", (route) => route.abort());
  await page.reload();
  const again = await phoneIn(page);
  expect(await doorOf(again)).toBe("locked");
  await expect.poll(async () => (await outboxOf(again)).items[0]).toMatchObject({ id, label: null });
  expect(await again.evaluate((held) => held.unlock("111222"))).toBe(false);
  expect(await again.evaluate((held, pin) => held.unlock(pin), PIN)).toBe(true);
  expect((await again.evaluate((held) => held.drafts())).map(({ fields }) => fields)).toEqual([{ note: "示例：还没写完" }]);
  await expect.poll(async () => (await outboxOf(again)).items[0]?.label).toBe("示例长者甲");
});

test("five wrong PINs wipe list and drafts; what waits stays, nobody signs out over it, and it goes with the next sign-in", async ({
  page,
}) => {
  const phone = await openPhone(page);
  await page.route("**/care/sync", (route) => route.abort());
  const id = await saved(phone);
  expect(await phone.evaluate((held) => held.signOut())).toBe("unsent");
  expect(await phone.evaluate((held) => held.reset())).toBe("unsent");
  await page.goto("/account");
  // The menu needs the page's scripts to have begun.
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  await page.getByRole("button", { name: /^账号/ }).click();
  await page.locator("[role=menu] form[action='/sign-out'] button").click();
  await expect(page.getByRole("alert")).toContainText("1 条探访记录没有上传");
  await page.goto("/care");

  const locked = await phoneIn(page);
  for (const left of [4, 3, 2, 1]) {
    await locked.evaluate((held) => held.unlock("918273"));
    expect(await locked.evaluate((held) => held.door())).toMatchObject({ kind: "locked", triesLeft: left });
  }
  await locked.evaluate((held) => held.unlock("918273"));
  expect(await doorOf(locked)).toBe("sign-in");
  expect(await locked.evaluate((held, pin) => held.unlock(pin), PIN), "the right PIN comes too late").toBe(false);
  expect((await outboxOf(locked)).items).toMatchObject([{ id, state: "waiting", label: null }]);

  await page.unroute("**/care/sync");
  const anew = await openPhone(page);
  // The register knows no such resident: the server says so, keeps it, and the phone shows why.
  await expect.poll(async () => (await outboxOf(anew)).items[0]).toMatchObject({ id, state: "refused", why: "not-there" });
  expect(await anew.evaluate((held) => held.signOut())).toBe("done");
});

test("a phone's file of unsent records is handed in by another phone, once", async ({ page, browser }) => {
  const phone = await openPhone(page);
  await page.route("**/care/sync", (route) => route.abort());
  const ids = [await saved(phone), await saved(phone)];
  const file = await phone.evaluate(async (held) => (await held.exported()).text());
  expect(file).not.toContain("花盆");
  const context = await browser.newContext({ baseURL: process.env.JOURNEY_ADDRESS });
  const other = await openPhone(await context.newPage());
  const handIn = () => other.evaluate((held, text) => held.importExport(new Blob([text])), file);
  expect(await handIn()).toEqual({ added: 2, already: 0 });
  expect(await handIn()).toEqual({ added: 0, already: 2 });
  await expect
    .poll(async () => (await outboxOf(other)).items.map(({ id, state }) => `${id} ${state}`).sort())
    .toEqual(ids.map((id) => `${id} refused`).sort());
  expect(await other.evaluate((held) => held.importExport(new Blob(["{}"])).catch((error: Error) => error.name))).toBe(
    "CareRefused",
  );
  await context.close();
});
