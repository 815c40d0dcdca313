import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { expect, test } from "vitest";
import { onePageOf } from "~/modules/siting/domain/one-page";
import { figureWords, onePageWords } from "~/modules/siting/ui/one-page-words";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { ZipParts } from "~/platform/zip-parts.server";
import { run, type PageToWrite } from "~/threads/write-one-page";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeFacts, madeGround, madeResult } from "../../factories/siting-result";

function asked(as: PageToWrite["as"], language: "zh" | "en" = "zh", count = 8): PageToWrite {
  const result = madeResult(count);
  const page = onePageOf(result, madeFacts(result));
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "siting");
  const units = pageUnits(t, language, page.question, page.method.speedKmh);
  const made = new Date(result.computedAt);
  return { as, words: onePageWords(page, units), page, ground: madeGround(result), figure: figureWords(units), made };
}

/** What a reader of PDF finds written on each page. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages = [...document.pages()].map((page) => page.getText().replace(/\s+/g, ""));
  document.destroy();
  library.destroy();
  return pages;
}

test("up to twelve places stand on one page, in both languages; the letters are in the file and can be read out of it", async () => {
  const [chinese, ...more] = await pagesOf(await run(asked("pdf", "zh", 12)));
  expect(more).toEqual([]);
  for (const must of [
    ...[
      "演示数据，位置为虚构，不得用于决策",
      "建议新建12处助餐服务点",
      "61.2%升至67.9%",
      "新增覆盖19,878人",
      "至少6,400万元（1处未知）",
    ],
    ...[
      "示例1甲社区",
      "示例街12号旧粮站",
      "换成「示例2丙社区」少覆盖90人",
      "未知",
      "备选",
      "口径",
      "绕行系数1.3",
      "数据截至2025-12-31",
    ],
    ...["金水区", "北", "第1页，共1页"],
  ])
    expect(chinese, must).toContain(must);
  const english = await pagesOf(await run(asked("pdf", "en", 8)));
  expect(english).toHaveLength(1);
  expect(english[0]).toContain("Build8newplacesformeals");
  expect(english[0]).toContain("Demodata:positionsaremadeup,notfordecisions");
});

test("thirty places flow on below the same headings, every page with mark, date and number", async () => {
  const pages = await pagesOf(await run(asked("pdf", "zh", 30)));
  expect(pages.length).toBeGreaterThan(1);
  pages.forEach((page, at) => {
    expect(page).toContain("演示数据，位置为虚构，不得用于决策");
    expect(page).toContain(`第${at + 1}页，共${pages.length}页`);
    expect(page).toContain("计算于2026-01-05");
  });
  expect(pages[1]).toMatch(/序地点新增覆盖主要来自/);
  expect(pages.join("")).toContain("示例街30号旧粮站");
});

test("the same answer is the same PDF, with only the letters it needs", async () => {
  const [once, again] = [await run(asked("pdf")), await run(asked("pdf"))];
  expect(Buffer.compare(Buffer.from(once), Buffer.from(again))).toBe(0);
  expect(once.length).toBeLessThan(400_000);
});

test("the picture is the page, twice as fine as a screen, and not blank where there are letters", async () => {
  const png = await run(asked("png"));
  const { width, height, format } = await sharp(png).metadata();
  expect([format, width, height]).toEqual(["png", 1586, 2242]);
  const ink = async (left: number, top: number, wide: number, high: number) => {
    const part = await sharp(png).extract({ left, top, width: wide, height: high }).png().toBuffer();
    return (await sharp(part).greyscale().stats()).channels[0]!.stdev;
  };
  expect(await ink(120, 160, 1_300, 120), "the sentence").toBeGreaterThan(30);
  expect(await ink(120, 500, 1_300, 300), "the map").toBeGreaterThan(15);
  expect(await ink(0, 0, 100, 2_000), "the margin").toBe(0);
});

test("the Word file opens, holds the words, rows and picture, and repeats the headings of its table", async () => {
  const parts = new ZipParts(await run(asked("docx")), 10_000_000);
  const document = parts.text("word/document.xml");
  const said = [...document.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, words]) => words).join("");
  for (const must of ["建议新建", "8处", "13,844人", "示例街2号旧粮站", "备选", "口径"]) expect(said, must).toContain(must);
  expect(document).toContain("w:tblHeader");
  const headers = parts.names.filter((name) => /word\/header\d\.xml/.test(name)).map((name) => parts.text(name));
  expect(headers.join("")).toContain("演示数据，位置为虚构，不得用于决策");
  expect(document).toContain("示意图：8 处建议新建地点的位置");
  expect(parts.names.filter((name) => /^word\/media\/.*\.png$/.test(name))).toHaveLength(1);
});

test("names no font has are still a file: a rare character is left out, everything else is there", async () => {
  const page = asked("pdf", "zh", 1);
  const brow = `${page.words.brow} 𠮷`;
  const [said] = await pagesOf(await run({ ...page, words: { ...page.words, brow } }));
  expect(said).toContain("建议新建1处助餐服务点");
});
