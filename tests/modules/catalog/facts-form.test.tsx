import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { expect, test } from "vitest";
import { FactsForm } from "~/modules/catalog/ui/facts-form";
import { typedAgain, type FactsTyped } from "~/modules/catalog/ui/facts-typed";
import { strings as zh } from "~/ui/languages/zh";
import { translator } from "~/ui/languages/translator";

const typed: FactsTyped = {
  ...{ note: "", staffed: {}, prices: {}, captions: {} },
  hours: [{ byDay: "MO", opensAt: "18:00", closesAt: "08:00", note: "" }],
  phones: [
    { role: "前台", phone: "0371-60000000" },
    { role: "园长", phone: "明天再打" },
  ],
};

const room = {
  ...{ classId: "c1", offeringId: "o1", serviceType: "childcare", nameZh: "托育", nameEn: "Childcare", unit: "place" },
  ...{ kind: "nursery", carePattern: null },
  ...{ ageFromMonths: null, ageToMonths: null, licensed: 30, staffed: 20 },
} as const;
const drawn = (problems?: ReadonlyMap<string, string>, shown = typed) =>
  renderToStaticMarkup(
    <I18nextProvider i18n={translator("zh", zh)}>
      <RouterProvider
        router={createMemoryRouter([
          {
            path: "/",
            element: <FactsForm {...{ typed: shown, problems, atPlace: [room], photos: [], version: 1, action: "/" }} />,
          },
        ])}
      />
    </I18nextProvider>,
  );
const input = (markup: string, name: string) => markup.match(/<input[^>]*>/g)!.find((one) => one.includes(`name="${name}"`))!;

test("the number and the hour that were refused are marked and say why beside themselves, and keep what was typed", () => {
  const markup = drawn(
    new Map([
      ["contacts[1].phone", "不是电话号码"],
      ["hours[0].closesAt", "要晚于开门"],
    ]),
  );
  for (const [name, value, why] of [
    ["phone-1-number", "明天再打", "不是电话号码"],
    ["hours-0-closes", "08:00", "要晚于开门"],
  ] as const) {
    expect(input(markup, name)).toContain('aria-invalid="true"');
    expect(input(markup, name)).toContain(`aria-describedby="${name}-problem"`);
    expect(input(markup, name)).toContain(`value="${value}"`);
    expect(markup.split(`id="${name}-problem"`)[1]!.split("</span>")[0]).toContain(why);
  }
  expect(markup.match(/aria-invalid/g)).toHaveLength(2);
  const noDays = drawn(new Map([["hours[0].days", "请勾选星期"]]));
  expect(noDays.match(/<div[^>]*role="group"[^>]*>/)![0]).toContain('aria-describedby="hours-0-days-problem"');
  expect(noDays.split('id="hours-0-days-problem"')[1]!.split("</span>")[0]).toContain("请勾选星期");
  expect(drawn()).not.toContain("aria-invalid");
});

test("a price and a count that were refused are marked in their own fields, with what was typed, and an empty line follows", () => {
  const wrong = typedAgain({
    ...{ ...typed, staffed: { c1: "三十" } },
    prices: {
      c1: [
        { tier: "保育费", yuan: "3500", unit: "month" },
        { tier: "保育费", yuan: "3千", unit: "month" },
      ],
    },
  });
  const markup = drawn(
    new Map([
      ["staffed:c1", "可收托要填整数"],
      ["prices:c1[1].yuan", "价格要填数字"],
      ["prices:c1[1].tier", "重复了"],
    ]),
    wrong,
  );
  for (const [name, value, why] of [
    ["staffed-c1", "三十", "可收托要填整数"],
    ["price-c1-1-yuan", "3千", "价格要填数字"],
    ["price-c1-1-tier", "保育费", "重复了"],
  ] as const) {
    expect(input(markup, name)).toContain('aria-invalid="true"');
    expect(input(markup, name)).toContain(`aria-describedby="${name}-problem"`);
    expect(input(markup, name), "a field for numbers alone would show nothing").toMatch(/type="text"/);
    expect(input(markup, name)).toContain(`value="${value}"`);
    expect(markup.split(`id="${name}-problem"`)[1]!.split("</span>")[0]).toContain(why);
  }
  expect(markup.match(/aria-invalid/g)).toHaveLength(3);
  expect(input(markup, "price-c1-2-yuan"), "one more").toContain('value=""');
});
