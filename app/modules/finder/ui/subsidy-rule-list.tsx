import { Button, Group, Table, Text, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { holdsOn } from "~/shared/calendar-day";
import { lastDayBefore } from "~/shared/half-open-days";
import type { SubsidyRule } from "../domain/price-after-subsidy";

interface SubsidyRuleListProps {
  readonly rules: readonly (SubsidyRule & { readonly id: string; readonly mayWrite: boolean })[];
  readonly named: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string }[];
  readonly today: string;
  readonly cityCode: string;
  /** the one whose day of ending was refused */
  readonly refusedEnd: string | null;
}

/** Every version, those that hold today before the others; none is ever written over. */
export function SubsidyRuleList({ rules, named, today, cityCode, refusedEnd }: SubsidyRuleListProps) {
  const { t, i18n } = useTranslation("finder");
  const { t: catalog } = useTranslation("catalog");
  const action = `?city=${cityCode}`;
  const isEn = i18n.language === "en";
  const typeOf = (key: string) => {
    const type = named.find((one) => one.key === key);
    return type ? (isEn ? type.nameEn : type.nameZh) : key;
  };
  const whom = (rule: SubsidyRule): string =>
    [
      rule.classKind && catalog(`classKind.${rule.classKind}`),
      rule.carePattern && catalog(`carePattern.${rule.carePattern}`),
      rule.menu,
      rule.inclusiveOnly ? t("subsidies.inclusive") : null,
      rule.ageFromMonths === null && rule.ageToMonths === null
        ? null
        : t("subsidies.ages", { from: rule.ageFromMonths ?? 0, to: rule.ageToMonths ?? "…" }),
      rule.hardship === "any" ? t("subsidies.anybody") : t(`hardship.${rule.hardship}`),
    ]
      .filter(Boolean)
      .join(" · ");
  const state = (rule: SubsidyRule) => (holdsOn(rule, today) ? "holds" : rule.from > today ? "ahead" : "past");
  const order = ["holds", "ahead", "past"];
  const listed = [...rules].sort((a, b) => order.indexOf(state(a)) - order.indexOf(state(b)));
  if (rules.length === 0) return <Text>{t("subsidies.none")}</Text>;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {(["rule", "whom", "paid", "days", "source"] as const).map((heading) => (
              <Table.Th key={heading}>{t(`subsidies.heading.${heading}`)}</Table.Th>
            ))}
            <Table.Th aria-label={t("subsidies.change")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {listed.map((rule) => (
            <Table.Tr key={rule.id}>
              <Table.Td>
                <b>{isEn ? rule.nameEn : rule.nameZh}</b>
                <br />
                {typeOf(rule.serviceType)} · {t(`subsidies.fee.${rule.fee}`)}
              </Table.Td>
              <Table.Td>{whom(rule)}</Table.Td>
              <Table.Td>
                {(["city", "operator", "toOperator"] as const)
                  .filter((part) => rule[`${part}Fen`] > 0)
                  .map((part) => (
                    <div key={part}>
                      {t(`subsidies.part.${part}`, { yuan: rule[`${part}Fen`] / 100, unit: catalog(`priceUnit.${rule.unit}`) })}
                    </div>
                  ))}
              </Table.Td>
              <Table.Td>
                {t(`subsidies.state.${state(rule)}`)}
                <br />
                {rule.from} – {rule.to === null ? "" : lastDayBefore(rule.to)}
              </Table.Td>
              <Table.Td>
                {rule.source}
                <br />
                <Text span size="sm" c="dimmed">
                  {t(`subsidies.mark.${rule.mark === "?" ? "unsure" : rule.mark}`)}
                </Text>
              </Table.Td>
              <Table.Td>
                {rule.mayWrite && state(rule) !== "past" && (
                  <Form method="post" action={action}>
                    <input type="hidden" name="id" value={rule.id} />
                    <Group gap="xs" align="end">
                      <Button component={Link} to={`?city=${cityCode}&change=${rule.id}#rule`} variant="subtle" size="sm">
                        {t("subsidies.change")}
                      </Button>
                      <TextInput
                        {...{ name: "on", type: "date", label: t("subsidies.endOn"), defaultValue: today, size: "sm" }}
                        error={refusedEnd === rule.id ? t("subsidies.wrong.on") : null}
                      />
                      <Button type="submit" name="intent" value="end" variant="subtle" color="red" size="sm">
                        {t("subsidies.end")}
                      </Button>
                    </Group>
                  </Form>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
