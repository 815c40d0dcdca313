import { expect, test } from "vitest";
import { dialLink } from "~/ui/layout/dial-link";

test("a number is rung as it was meant, however somebody wrote it", () => {
  const written = ["120", "13800000000", "+86 138-0000-0000", "0371-60000001", "(0371) 6000 0001"];
  expect(written.map(dialLink)).toEqual([
    ...["tel:120", "tel:13800000000", "tel:+8613800000000", "tel:037160000001", "tel:037160000001"],
  ]);
});

test("an extension is keyed after a pause and of two numbers the first is rung: neither grows the number", () => {
  expect(dialLink("0371-60000001 转 801")).toBe("tel:037160000001,801");
  expect(dialLink("0371-60000001/60000002")).toBe("tel:037160000001");
  expect(dialLink("0371-60000001转")).toBe("tel:037160000001");
});
