const STANDARD =
  "《托育机构设置标准（试行）》照护人员与婴幼儿比例，转引自二手资料 / standard for nurseries (trial): carers to children, from a secondary copy";
const perCarer = (kind: string, value: number) => ({
  ...{ areaClass: "any", serviceType: "nursery", level: "any" },
  ...{ key: `people-per-carer-${kind}`, value, unit: "children", source: STANDARD, mark: "P" as const },
});

/** How many children one carer looks after, by class: 乳儿班 1:3, 托小班 1:5, 托大班 1:7. */
export const OF_NURSERIES = [perCarer("infant", 3), perCarer("toddler-12", 5), perCarer("toddler-24", 7)];
