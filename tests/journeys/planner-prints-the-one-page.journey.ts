import { readFileSync } from "node:fs";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

/** Between margins of 14 mm, at 96 pixels an inch. */
const A4_UPRIGHT = { width: 688, height: 1017 };

test("the first page's trail leads to the one page of a real answer, on paper and as files", async ({ page }) => {
  await signInAs(page, "planner");
  await page.goto("/");
  const ask = page.getByRole("link", { name: "选 8 处新的助餐点，10 秒内给出答案" });
  await expect(ask).toHaveAttribute("href", /\/plan\/siting\?types=meals&group=75plus/);
  await page.getByRole("link", { name: "打印领导看的一页纸" }).click();
  await page.waitForURL(/\/page\?/);
  const sheet = page.getByTestId("one-page");
  await expect(async () => {
    await page.reload();
    await expect(sheet).toBeVisible({ timeout: 1_000 });
  }).toPass();

  const sentence = sheet.getByRole("heading", { level: 1 });
  await expect(sentence).toHaveText(
    /^建议新建8处助餐服务点，75岁以上步行15分钟覆盖率由[\d.]+%升至[\d.]+%，新增覆盖[\d,]+人，投入.+。$/,
  );
  await expect(sheet.getByRole("img", { name: /示意图：8 处建议新建地点/ })).toBeVisible();
  await expect(sheet.getByText("演示数据，位置为虚构，不得用于决策").first()).toBeVisible();
  const gained = Number(/新增覆盖([\d,]+)人/.exec((await sentence.textContent())!)![1]!.replaceAll(",", ""));
  const rows = await sheet.locator("table").first().locator("tbody tr").all();
  const people = await Promise.all(
    rows.map(async (row) => Number((await row.locator("td").nth(2).innerText()).replaceAll(",", ""))),
  );
  expect(people).toHaveLength(9);
  expect(people.slice(0, 8).reduce((sum, each) => sum + each, 0)).toBe(gained);
  expect(people[8]).toBe(gained);

  const coming = page.waitForEvent("download");
  await page.getByTestId("page-files").getByRole("link", { name: "PDF" }).click();
  const pdf = await coming;
  expect(pdf.suggestedFilename()).toMatch(/^选址建议-.+-郑州市-\d{4}-\d{2}-\d{2}\.pdf$/);
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(readFileSync(await pdf.path()));
  const text = document.getPage(0).getText().replace(/\s/g, "");
  expect(document.getPageCount()).toBe(1);
  expect(text).toContain(`新增覆盖${gained.toLocaleString("zh-CN")}人`);
  expect(text).toContain("导出人：示例规划员");
  document.destroy();
  library.destroy();

  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(A4_UPRIGHT);
  await expect(page.getByTestId("page-files")).toBeHidden();
  for (const pressed of ["navigation", "button"] as const) await expect(page.getByRole(pressed)).toHaveCount(0);
  expect((await sheet.boundingBox())!.height).toBeLessThanOrEqual(A4_UPRIGHT.height);
});
