import { Alert, Button, Checkbox, NativeSelect, SimpleGrid, Stack, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CARE_PATTERNS, CLASS_KINDS, PRICE_UNITS } from "~/modules/catalog/domain/facility";
import { FEES } from "~/modules/catalog/domain/fee";
import { lastDayBefore } from "~/shared/half-open-days";
import { HARDSHIPS, type SubsidyRule } from "../domain/price-after-subsidy";
import { MARKS } from "../domain/subsidy-rule";

interface SubsidyRuleFormProps {
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string }[];
  readonly today: string;
  readonly cityCode: string;
  /** the version that the new one takes the place of */
  readonly changed: (SubsidyRule & { readonly id: string }) | null;
  /** what was typed, where it was refused */
  readonly typed: Readonly<Record<string, string>> | null;
  readonly refusal:
    | { readonly kind: "fields"; readonly fields: readonly string[] }
    | { readonly kind: "held-together"; readonly name: string; readonly from: string }
    | { readonly kind: "not-permitted" | "not-found" }
    | null;
}

/** A rule, or the next version of one: the version before ends on the day it begins. */
export function SubsidyRuleForm({ types, today, cityCode, changed, typed, refusal }: SubsidyRuleFormProps) {
  const { t, i18n } = useTranslation("finder");
  const { t: catalog } = useTranslation("catalog");
  const action = `?city=${cityCode}`;
  const wrong = refusal?.kind === "fields" ? refusal.fields : [];
  const before = changed && asTyped(changed, today);
  const field = (name: string, usual = "") => ({
    ...{ name, label: t(`subsidies.field.${name}`), defaultValue: typed?.[name] ?? before?.[name] ?? usual },
    error: wrong.includes(name) ? t(`subsidies.wrong.${name}`) : null,
  });
  const worded = (prefix: string, keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: catalog(`${prefix}.${key}`) }));
  const any = { value: "", label: t("subsidies.any") };
  return (
    <Form method="post" action={action} noValidate id="rule">
      <input type="hidden" name="intent" value="add" />
      {changed && <input type="hidden" name="replaces" value={changed.id} />}
      <Stack gap="sm">
        <Title order={2} size="h3">
          {changed ? t("subsidies.next", { name: i18n.language === "en" ? changed.nameEn : changed.nameZh }) : t("subsidies.new")}
        </Title>
        {refusal && (
          <Alert color="red" role="alert">
            {refusal.kind === "held-together"
              ? t("subsidies.refused.held-together", { name: refusal.name, from: refusal.from })
              : t("subsidies.refused.fields")}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm">
          <TextInput {...field("nameZh")} withAsterisk />
          <TextInput {...field("nameEn")} withAsterisk />
          <NativeSelect
            {...field("serviceType")}
            data={types.map(({ key, nameZh, nameEn }) => ({ value: key, label: i18n.language === "en" ? nameEn : nameZh }))}
          />
          <NativeSelect {...field("fee")} data={FEES.map((fee) => ({ value: fee, label: t(`subsidies.fee.${fee}`) }))} />
          <NativeSelect {...field("unit")} data={worded("priceUnit", PRICE_UNITS)} />
          <TextInput {...field("menu")} />
          <NativeSelect {...field("classKind")} data={[any, ...worded("classKind", CLASS_KINDS)]} />
          <NativeSelect {...field("carePattern")} data={[any, ...worded("carePattern", CARE_PATTERNS)]} />
          <NativeSelect
            {...field("hardship", "any")}
            data={["any", ...HARDSHIPS].map((key) => ({
              value: key,
              label: key === "any" ? t("subsidies.anybody") : t(`hardship.${key}`),
            }))}
          />
          <TextInput {...field("ageFromMonths")} inputMode="numeric" />
          <TextInput {...field("ageToMonths")} inputMode="numeric" />
          <Checkbox
            mt="lg"
            name="inclusiveOnly"
            value="yes"
            label={t("subsidies.field.inclusiveOnly")}
            defaultChecked={(typed?.["inclusiveOnly"] ?? before?.["inclusiveOnly"] ?? "") !== ""}
          />
          <TextInput {...field("cityYuan", "0")} inputMode="decimal" />
          <TextInput {...field("operatorYuan", "0")} inputMode="decimal" />
          <TextInput {...field("toOperatorYuan", "0")} inputMode="decimal" />
          <TextInput {...field("from", today)} type="date" withAsterisk />
          <TextInput {...field("lastDay")} type="date" />
          <NativeSelect
            {...field("mark", "?")}
            data={MARKS.map((mark) => ({ value: mark, label: t(`subsidies.mark.${mark === "?" ? "unsure" : mark}`) }))}
          />
        </SimpleGrid>
        <TextInput {...field("source")} withAsterisk />
        <div>
          <Button type="submit">{t(changed ? "subsidies.saveNext" : "subsidies.save")}</Button>
        </div>
      </Stack>
    </Form>
  );
}

/** The version before, as it would be typed; the next one begins today unless it was to begin later. */
const asTyped = (rule: SubsidyRule, today: string): Readonly<Record<string, string>> => ({
  ...{ nameZh: rule.nameZh, nameEn: rule.nameEn, serviceType: rule.serviceType, fee: rule.fee, unit: rule.unit },
  ...{ menu: rule.menu ?? "", classKind: rule.classKind ?? "", carePattern: rule.carePattern ?? "", hardship: rule.hardship },
  ...{ inclusiveOnly: rule.inclusiveOnly ? "yes" : "", mark: rule.mark },
  ...{ ageFromMonths: String(rule.ageFromMonths ?? ""), ageToMonths: String(rule.ageToMonths ?? "") },
  ...{ cityYuan: String(rule.cityFen / 100), operatorYuan: String(rule.operatorFen / 100) },
  ...{ toOperatorYuan: String(rule.toOperatorFen / 100), from: rule.from > today ? rule.from : today },
  ...{ lastDay: rule.to === null ? "" : lastDayBefore(rule.to), source: rule.source },
});
