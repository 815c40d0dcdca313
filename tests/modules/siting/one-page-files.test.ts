import { inflateSync } from "node:zlib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { ZipParts } from "~/platform/zip-parts.server";
import { run, type PageToWrite } from "~/threads/write-one-page";
import { madeLevels, madeQuestion, madeResult } from "../../factories/siting-result";
import { KINDS, pageOf } from "./one-page-asked";
import { taggedPages, type TaggedPart } from "./tagged-pdf";

const asked = (as: PageToWrite["as"], language: "zh" | "en" = "zh", count = 8) => pageOf(as, language, madeResult(count));

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
      "换「示例2丙社区」少90人",
      "未知",
      "备选",
      "口径",
      "绕行系数1.3",
      "数据截至2025-12-31",
    ],
    ...["金水区", "北", "第1页，共1页"],
  ])
    expect(chinese, must).toContain(must);
  const english = await pagesOf(await run(asked("pdf", "en", 12)));
  expect(english).toHaveLength(1);
  expect(english[0]).toContain("Build12newplacesformeals");
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
  expect(pages[1]).toMatch(/建议新建（续）序地点新增覆盖主要来自/);
  expect(pages[1]).toContain("方案「示例方案一」");
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

test("a letter no font has is never a box: 〓 stands for it, and the page says which it was; rare ones of GB 18030 are there", async () => {
  const page = pageOf("pdf", "zh", madeResult(1), "示例𠮷方案㐂䶮·²≤≥×㎡鿍\u200b\u2009﨑\uf90a🏠");
  const [said = ""] = await pagesOf(await run(page));
  expect(said).toContain("方案「示例〓方案㐂䶮·²≤≥×㎡鿍〓金〓」");
  expect(said).toContain("〓处是字库里没有的字（U+20BB7,U+FA11,U+1F3E0）；屏幕上和Word文件里是原字。");
  const word = new ZipParts(await run({ ...page, as: "docx" }), 10_000_000).text("word/document.xml");
  expect(word, "Word has fonts of its own").toContain("示例𠮷方案");
  const plain = await pagesOf(await run(pageOf("pdf", "zh", madeResult(1), "㐂䶮·²≤")));
  expect(plain.join("")).not.toMatch(/缺字|〓/);
});

test("the PDF is tagged: language, title, headings in order, the table with its headings, what the map shows", async () => {
  for (const language of ["zh", "en"] as const) {
    const { isTagged, pages } = await taggedPages(await run(asked("pdf", language, 2)));
    expect(isTagged).toBe(true);
    const [document] = pages[0]!;
    expect(document!.type).toBe("Document");
    const kinds = document!.parts.map(({ type }) => type);
    expect(kinds).toEqual([
      ...["P", "P", "H1", "L", "Figure", "H2", "Table", "H2", "Table"],
      ...["H2", "P", "H2", "P", "H2", "P", "H2", "P", "P"],
    ]);
    const figure = document!.parts.find(({ type }) => type === "Figure");
    expect(figure!.alt).toMatch(language === "en" ? /^Map: 2 proposed new places/ : /^示意图：2 处建议新建地点/);
    const [sites, reserve] = document!.parts.filter(({ type }) => type === "Table");
    const rows = (part: TaggedPart) =>
      part.parts.flatMap(({ type, parts }) => parts.map((row) => [type, row.type, ...row.parts.map((cell) => cell.type)]));
    expect(rows(sites!)).toEqual([
      ["THead", "TR", ...Array<string>(7).fill("TH")],
      ...[1, 2, 3].map(() => ["TBody", "TR", ...Array<string>(7).fill("TD")]),
    ]);
    expect(rows(reserve!)).toEqual([1, 2, 3].map(() => ["TBody", "TR", ...Array<string>(5).fill("TD")]));
  }
  const text = Buffer.from(await run(asked("pdf", "en", 2))).toString("latin1");
  expect(text).toContain("/Lang (en)");
  expect(text).toContain("/DisplayDocTitle true");
  expect(Buffer.from(await run(asked("pdf", "zh", 2))).toString("latin1")).toContain("/Lang (zh-CN)");
});

test("a table that goes on is one table: its headings are read once, mark and number of a page never", async () => {
  const { pages } = await taggedPages(await run(asked("pdf", "zh", 30)));
  expect(pages.length).toBeGreaterThan(1);
  const count = (part: TaggedPart, type: string): number =>
    Number(part.type === type) + part.parts.reduce((sum, each) => sum + count(each, type), 0);
  const all = (type: string) => pages.flat().reduce((sum, part) => sum + count(part, type), 0);
  expect([all("TH"), all("H1"), all("Figure")]).toEqual([7, 1, 1]);
});

/** Sizes of letters a PDF asks for: its streams are deflated. */
function sizesIn(pdf: Uint8Array): number[] {
  const text = Buffer.from(pdf).toString("latin1");
  return [...text.matchAll(/\bstream\n([\s\S]*?)\nendstream/g)].flatMap(([, stream = ""]) => {
    try {
      const drawn = inflateSync(Buffer.from(stream, "latin1")).toString("latin1");
      return [...drawn.matchAll(/\/F\d+ ([\d.]+) Tf/g)].map(([, size]) => Number(size));
    } catch {
      return [];
    }
  });
}

/** Twelve places and three in reserve, with all a leader is told of each. */
const TWELVE: Readonly<Record<string, () => SitingResult>> = {
  "of one level": () => madeResult(12),
  "of two levels": () => madeLevels(12),
  "with conditions": () =>
    madeResult(12, {
      question: madeQuestion({
        ...{ count: 12, spacing: 500, perDistrict: { least: null, most: 5 }, stages: ["survey", "negotiation"] },
        budget: { build: 8_000_000_000, yearly: 500_000_000, years: [] },
        usualCost: { build: 300_000_000, yearly: 20_000_000 },
      }),
    }),
};

test.each(Object.keys(TWELVE))(
  "twelve %s and a reserve of three stand on one page; no letter is under 8 points",
  async (kind) => {
    for (const language of ["zh", "en"] as const) {
      const asked = pageOf("pdf", language, TWELVE[kind]!());
      const pdf = await run({ ...asked, words: { ...asked.words, foot: `${asked.words.foot} · ${"示例水印".repeat(20)}` } });
      expect(await pagesOf(pdf), language).toHaveLength(1);
      const sizes = sizesIn(pdf);
      expect(sizes.length).toBeGreaterThan(50);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8);
      const word = new ZipParts(await run({ ...asked, as: "docx" }), 10_000_000);
      const written = word.names
        .filter((name) => /^word\/(document|header\d|footer\d)\.xml$/.test(name))
        .map((name) => word.text(name));
      const halves = [...written.join("").matchAll(/<w:sz w:val="(\d+)"\/>/g)].map(([, size]) => Number(size));
      expect(Math.min(...halves)).toBe(16);
      expect(written.join(""), "rows in the words that fit").toContain(language === "zh" ? "换「" : "»: ");
    }
  },
);

test("few places say all there is to say, many say it in fewer words; what speaks against a place is never left out", async () => {
  const words = (count: number) => pageOf("pdf", "zh", madeResult(count, { reserve: [] })).words;
  const [few, many] = [await run(asked("pdf", "zh", 4)), await run(asked("pdf", "zh", 12))];
  expect((await pagesOf(few)).join("")).toContain("换成「示例2丙社区」少覆盖90人");
  expect((await pagesOf(many)).join("")).toContain("换「示例2丙社区」少90人");
  const [, name] = words(2).tables[0]!.rows[1]!;
  expect(name).toMatchObject({ text: "示例街2号旧粮站", brief: { text: "示例街2号旧粮站" } });
  expect(name!.more!.length).toBeGreaterThan(name!.brief!.more!.length);
});

/** What each kind of question must say, and that nothing of it is cut or left over the edge. */
const SAYS: Readonly<Record<string, readonly [zh: RegExp, en: RegExp, pages: number, pagesEn?: number]>> = {
  most: [/覆盖率由61\.2%升至65\.8%，新增覆盖13,844人/, /61\.2%to65\.8%/, 1],
  all: [/用最少的地点覆盖所有走得到的人/, /withthefewestplaces/, 1],
  twice: [
    /内有两处可去的由61\.2%升至65\.8%，其中首次走得到的13,844人[^]*首次走得到13,844人[^]*序地点首次走得到/,
    /withtwoplaceswithin/,
    1,
  ],
  shortest: [/走到最近一处平均由18\.0分钟缩短到15\.3分钟/, /walk15\.3mintothenearestonaverage,not18\.0min/, 1],
  farthest: [/原来都没有可去的，建成后最远的一户走81\.1分钟.*111分钟内没有任何一处310人→0人/, /Nonewithin111min310→0/, 1],
  thirty: [/第2页，共2页/, /Page2of2/, 2],
  "no reserve": [/没有备选：其余地点不再增加覆盖/, /Noreserve:nootherplace/, 1],
  none: [/没有可建议新建的助餐服务点/, /Nonewplaceformealscanbeproposed/, 1],
  "without money": [/投入未知（8处造价均未知）/, /thecostofall8isunknown/, 1],
  years: [
    /2026年投入1,350万元，结余150万元，累计新增覆盖5,000人；2027年/,
    /2026:¥13\.5millionspent,¥1\.5millionleft,5,000people/,
    1,
  ],
  "long names": [/第2页，共2页/, /Page3of3/, 2, 3],
  "two levels": [/和3处日间照料（也提供助餐）.*步行30分钟走得到日间照料的由40\.4%升至42\.7%/, /and3fordaycarewithmeals/, 1],
  extended: [
    /建议新建3处助餐服务点，扩建现有的5处.*容量60→100人.*每处\+40人（建设30万元、每年多2万元）/,
    /Build3newplacesformealsandextend5existingones.*room60→100/,
    1,
  ],
  "not proved": [/与最优相差不到2\.4%.*到时限时最好的一组/, /within2\.4%ofthebest/, 1],
};

test.each(Object.keys(KINDS))("«%s» stays a clean page in both languages", async (kind) => {
  const [zhSays, enSays, count, countEn = count] = SAYS[kind]!;
  for (const language of ["zh", "en"] as const) {
    const page = pageOf("pdf", language, KINDS[kind]!());
    const pages = await pagesOf(await run(page));
    expect(pages).toHaveLength(language === "zh" ? count : countEn);
    const said = pages.join("");
    expect(said).toMatch(language === "zh" ? zhSays : enSays);
    expect(said, "nothing is cut").not.toContain("…");
    expect(said).not.toMatch(/\{|undefined|NaN|Infinity|page\./);
    if (language === "en") expect(said.match(/unknow(?!n)/g), "no word is broken").toBeNull();
    // Every name stands there whole.
    for (const row of page.words.tables.flatMap(({ rows }) => rows))
      for (const { text, brief = { text } } of row)
        expect(said.includes(text.replace(/\s+/g, "")) || said.includes(brief.text.replace(/\s+/g, "")), text).toBe(true);
  }
});
