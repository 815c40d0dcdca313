import { expect, test } from "vitest";
import { placeOnly } from "~/modules/work-orders/domain/place-only";

test.each([
  ["示例路街道示例社区", "示例路街道示例社区"],
  ["示例社区 12号楼3单元401室", "示例社区"],
  ["示例社区三号楼王某某", "示例社区"],
  ["十字街社区", "十字街社区"],
  ["990101", "990101"],
  ["示例区 示例路街道 · 990101001", "990101001"],
  ["１２号", ""],
])("of «%s» an address carries «%s»", (typed, carried) => {
  expect(placeOnly(typed)).toBe(carried);
});
