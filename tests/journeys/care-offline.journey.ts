import { expect, test } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { CareOffice, type Carer } from "../soak/care-office";
import { CareTab, PIN } from "./care-phone";
import { FrontDoor } from "./front-door";

/** The promises of a phone without a network, with the real worker, against a server of their own. */
const { origin } = await findBrowser();
test.skip(origin === "@sparticuz/chromium", "service workers are untried in the browser that npm brings: install Chromium");
test.describe.configure({ timeout: 180_000 });

const place = throwAwayFolder();
const office = new CareOffice(place.folder);
const door = new FrontDoor(() => office.port);
let [one, other] = [] as unknown as [Carer, Carer];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await office.open();
  await door.open();
  [one, other] = office.carers as [Carer, Carer];
  const everybody = [one, other].flatMap(({ residents }) => residents);
  await office.hall.rows(
    `INSERT INTO resident_category (id, resident_id, category, valid_from)
     SELECT gen_random_uuid(), r, 'living-alone', '2025-01-01' FROM unnest($1::uuid[]) r`,
    [everybody],
  );
  await office.hall.rows(
    `INSERT INTO due_visit (id, city_code, resident_id, line, area_code, opens_on, closes_on, target_on, cause, minutes, is_phone_enough)
     SELECT gen_random_uuid(), city_code, id, line, area_code, current_date - 1, current_date + 5, current_date, 'rule', 20, false
     FROM resident WHERE id = ANY($1::uuid[])`,
    [everybody],
  );
});
test.afterAll(async () => {
  await door.close();
  await office.hall.close();
  place.remove();
});

const nameOf = (carer: Carer, n: number): string => `示例长者${carer.login}${n}`;
interface Stored {
  readonly author: string;
  readonly uploader: string;
  readonly offset: number | null;
}
const visitsOf = (carer: Carer, n: number): Promise<Stored[]> =>
  office.hall.rows<{ author: string; uploader: string; offset: number | null }>(
    `SELECT author_id AS author, uploader_id AS uploader, offset_seconds AS offset FROM visit_event WHERE resident_id = $1`,
    [carer.residents[n]],
  );

test("list, week, a visit's own address and the outbox open without a network; what is saved there is on the server once, later", async ({
  browser,
}) => {
  const phone = await CareTab.on(browser, door.address);
  const { page, context } = phone;
  await phone.begin(one.login);
  door.asked.length = 0;
  await context.setOffline(true);
  await page.reload();
  await phone.typePin(PIN);
  await phone.isOpen();
  await phone.open("/care/week");
  await expect(page.getByText(nameOf(one, 0)).first()).toBeVisible();
  await phone.open(`/care/visit/${one.residents[1]}`);
  await expect(page.getByRole("heading", { level: 1, name: nameOf(one, 1) })).toBeVisible();
  await page.goto("/care");
  await phone.typePin(PIN);
  await phone.beginVisit(nameOf(one, 0));
  await phone.save();
  await phone.outbox();
  await expect(page.getByRole("heading", { name: "1 条待上传" })).toBeVisible();
  await expect(page.getByText("没有网络，有网会自动上传")).toBeVisible();
  await expect(page.getByText("✓")).toHaveCount(0);
  expect(await visitsOf(one, 0)).toEqual([]);
  await context.setOffline(false);
  await phone.isAllSent();
  await expect(page.getByText("✓ 服务器已收到")).toHaveCount(1);
  expect(await visitsOf(one, 0)).toMatchObject([{ author: one.id, uploader: one.id }]);

  // What the browser's cache holds of the whole day: files of the program, and nobody's name, list or record.
  const kept = await page.evaluate(async () => {
    const held: { url: string; text: string }[] = [];
    for (const name of await caches.keys())
      for (const asked of await (await caches.open(name)).keys())
        held.push({ url: asked.url, text: await (await caches.match(asked))!.text() });
    return held;
  });
  const paths = kept.map(({ url }) => new URL(url).pathname);
  expect(paths).toContain("/care-shell.html");
  expect(paths.filter((path) => !/^\/(assets|icons)\/|^\/[\w-]+\.(html|js|svg|webmanifest)$/.test(path))).toEqual([]);
  expect(kept.filter(({ text }) => text.includes("示例长者") || text.includes(one.name) || text.includes(one.id))).toEqual([]);
  // And the scripts of /care asked for data of no page: list, keys and records are all there is to ask.
  const data = door.asked.filter((path) => /^\/care[/.]/.test(path) || path.includes(".data"));
  expect([...new Set(data.map((path) => path.split("?")[0]))].sort()).toEqual(["/care/list", "/care/sync"]);
  await phone.close();
});

test("a server killed −9 before it heard of a visit gets it once it is there again", async ({ browser }) => {
  const phone = await CareTab.on(browser, door.address);
  await phone.begin(one.login);
  await phone.beginVisit(nameOf(one, 1));
  door.isShut = true;
  await phone.save();
  await office.hall.kill("web");
  door.isShut = false;
  await phone.outbox();
  await phone.page.getByRole("button", { name: "立即上传" }).click();
  await phone.isAllSent();
  expect(await visitsOf(one, 1)).toMatchObject([{ author: one.id, uploader: one.id }]);
  await phone.close();
});

test("a session that ended while there was no network says so; nothing is lost, and it is sent after signing in", async ({
  browser,
}) => {
  const phone = await CareTab.on(browser, door.address);
  const { page, context } = phone;
  await phone.begin(one.login);
  await phone.beginVisit(nameOf(one, 2));
  await context.setOffline(true);
  await phone.save();
  await office.hall.rows(`DELETE FROM session WHERE person_id = $1`, [one.id]);
  await context.setOffline(false);
  await phone.outbox();
  const signIn = page.getByRole("main").getByRole("link", { name: "登录", exact: true }).first();
  await expect(signIn).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("登录已过期，未上传的都在").first()).toBeVisible();
  expect(await visitsOf(one, 2)).toEqual([]);
  // Leaving leads to a page that only the server has.
  await context.setOffline(true);
  await signIn.click();
  await expect(page.getByText("这一页需要网络")).toBeVisible();
  await expect(page).toHaveURL(/\/care\/outbox$/);
  await context.setOffline(false);
  await phone.signIn(one.login);
  await phone.typePin(PIN);
  await phone.outbox();
  await phone.isAllSent();
  expect(await visitsOf(one, 2)).toMatchObject([{ author: one.id, uploader: one.id }]);
  await phone.close();
});

test("two tabs, a wrong clock, and a colleague who hands in what is not theirs: once each, in the author's name", async ({
  browser,
}) => {
  const phone = await CareTab.on(browser, door.address);
  const { page, context } = phone;
  // Three hours fast.
  await context.addInitScript(() => {
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...said: unknown[]) {
        super(...((said.length === 0 ? [RealDate.now() + 3 * 3_600_000] : said) as []));
      }
      static override now = () => RealDate.now() + 3 * 3_600_000;
    } as DateConstructor;
  });
  await phone.begin(other.login);
  const second = new CareTab(context, await context.newPage());
  // What waits is no secret, and asks for no PIN.
  await second.page.goto("/care/outbox");
  await phone.beginVisit(nameOf(other, 0));
  await context.setOffline(true);
  await phone.save();
  await expect(second.page.getByRole("heading", { name: "1 条待上传" })).toBeVisible();
  await office.hall.rows(`DELETE FROM session WHERE person_id = $1`, [other.id]);

  // Leaving is refused as long as something waits.
  await phone.outbox();
  await page.getByText("锁定、退出").click();
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("button", { name: "退出登录" }).last().click();
  await expect(page.getByText("还有没上传的记录，不能退出或清空")).toBeVisible();

  // Five wrong PINs: the list and its key are gone, the outbox is not.
  await page.goto("/care");
  for (const left of [4, 3, 2, 1]) {
    await phone.typePin("111222");
    await expect(page.getByText(`密码不对，还可以试 ${left} 次`)).toBeVisible();
  }
  await phone.typePin("111222");
  await expect(page.getByRole("heading", { name: "请先登录" })).toBeVisible();
  await expect(page.getByText("有 1 条记录待上传")).toBeVisible();

  // The first thing the server hears is that whoever was signed in here is not any more.
  const ended = page.waitForResponse("**/sign-out");
  await context.setOffline(false);
  await ended;
  await phone.signIn(one.login);
  await phone.typePin(PIN, "下一步");
  await phone.typePin(PIN, "设好，打开名单");
  await phone.outbox();
  await phone.isAllSent();
  const [stored, ...more] = await visitsOf(other, 0);
  expect(more).toEqual([]);
  expect(stored).toMatchObject({ author: other.id, uploader: one.id });
  expect(Math.abs(Math.abs(stored?.offset ?? 0) - 3 * 3_600)).toBeLessThan(120);
  expect(second.complaints).toEqual([]);
  await phone.close();
});
