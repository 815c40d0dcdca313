import fc from "fast-check";
import { expect, test } from "vitest";
import { attachment } from "~/platform/attachment.server";

const coded = (header: string) => decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(header)![1]!);

test("a name in Chinese reaches the browser as it is, its ending with it", () => {
  expect(attachment("siting-4101.pdf", "选址建议-示例方案（一）.pdf")).toBe(
    `attachment; filename="siting-4101.pdf"; filename*=UTF-8''${encodeURIComponent("选址建议-示例方案（一）.pdf")}`,
  );
  expect(coded(attachment("a.csv", "示例'(甲)*.csv"))).toBe("示例'(甲).csv");
  expect(coded(attachment("a.csv", `${"长".repeat(300)}.csv`))).toBe(`${"长".repeat(120)}.csv`);
});

test("whatever somebody calls it, the header is one line of what RFC 5987 takes, and no path comes out of it", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("..\\..\\a\r\nSet-Cookie: b", '"; x="', "\ud800")),
      (name) => {
        const header = attachment("a.csv", `${name}.csv`);
        expect(header).toMatch(/^attachment; filename="a\.csv"; filename\*=UTF-8''(%[0-9A-F]{2}|[A-Za-z0-9.!#$&+^_`|~-])*\.csv$/);
        expect(coded(header)).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
      },
    ),
  );
});
