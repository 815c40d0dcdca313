import { expect, test } from "vitest";
import { englishAreaName } from "~/modules/catalog/domain/area-name";

test.each([
  ["金水区", "Jinshui District", "jinshuiqu", "Jinshui District"],
  ["花园路街道", null, "huayuanlujiedao", "Huayuanlu 花园路街道"],
  ["爱民路社区居委会", null, "aiminlushequjuweihui", "Aiminlu 爱民路社区居委会"],
  ["区", null, "qu", "Qu 区"],
  ["Chūō", null, "chūō", "Chūō"],
  ["无拼音村", null, "", "无拼音村"],
])("%s is said to a reader of English", (name, nameEn, pinyin, said) => {
  expect(englishAreaName({ name, nameEn, pinyin })).toBe(said);
});
