import { Anchor, Badge, Button, Group, Table, Text } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { sourceWords } from "~/ui/languages/source-words";
import { firstDayAfter, lastDayBefore } from "~/shared/half-open-days";
import type { RuleSaid } from "../domain/rule-change";
import { askedWords, whomWords } from "./rule-words";

type RuleInTable = RuleSaid & { readonly id: string; readonly replaces: string | null };

interface RuleTableProps {
  readonly rules: readonly RuleInTable[];
  readonly areas: Readonly<Record<string, string>>;
  readonly cityCode: string;
  readonly today: string;
  readonly seen: string;
  readonly mayChange: boolean;
}

const ORDER = ["inForce", "coming", "over"] as const;

/** Every rule with its source and days, those over at the foot; one in force is replaced or ended, never edited. */
export function RuleTable({ rules, areas, cityCode, today, seen, mayChange }: RuleTableProps) {
  const { t, i18n } = useTranslation("visits");
  const state = ({ from, to }: RuleInTable): (typeof ORDER)[number] =>
    from > today ? "coming" : to !== null && to <= today ? "over" : "inForce";
  /** «2026-11-01 起，至 2026-11-22（含当日）»: from the first day to the last. */
  const days = ({ from, to }: RuleInTable): string => {
    if (to === null) return t(from > today ? "rules.days.begins" : "rules.days.since", { from });
    return t("rules.days.between", { from, last: lastDayBefore(to) });
  };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const inPlace = (rule: RuleInTable): string[] => {
    const before = rule.replaces === null ? undefined : byId.get(rule.replaces);
    const next = rules.find(({ replaces }) => replaces === rule.id);
    return [
      before ? t("rules.days.replaces", { rule: askedWords(before, t) }) : "",
      next ? t("rules.days.replacedBy", { rule: askedWords(next, t), from: next.from }) : "",
    ].filter(Boolean);
  };
  const sorted = [...rules].sort((a, b) => ORDER.indexOf(state(a)) - ORDER.indexOf(state(b)));
  return (
    <div className="surface" style={{ overflowX: "auto" }}>
      <Table verticalSpacing="sm" miw={820}>
        <Table.Thead>
          <Table.Tr>
            {["asks", "whom", "area", "source", "days"].map((key) => (
              <Table.Th key={key}>{t(`rules.column.${key}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((rule) => (
            <Table.Tr key={rule.id}>
              <Table.Td>
                {askedWords(rule, t)}
                <Text size="xs" c="dimmed">
                  {t("minutes", { minutes: rule.minutes })} · {t(rule.isPhoneEnough ? "due.phoneEnough" : "due.atHome")}
                </Text>
              </Table.Td>
              <Table.Td>{whomWords(rule, t)}</Table.Td>
              <Table.Td>{rule.areaCode === "" ? t("rules.wholeCity") : (areas[rule.areaCode] ?? rule.areaCode)}</Table.Td>
              <Table.Td>
                {sourceWords(rule.source, i18n.language).text} <Badge variant="default">{t(`mark.${rule.mark}`)}</Badge>
              </Table.Td>
              <Table.Td>
                {t(`rules.state.${state(rule)}`)}
                <Text size="sm">{days(rule)}</Text>
                {inPlace(rule).map((words) => (
                  <Text key={words} size="xs" c="dimmed">
                    {words}
                  </Text>
                ))}
                {mayChange && (rule.to === null || rule.to > firstDayAfter(today)) && (
                  <Group gap="xs">
                    <Anchor component={Link} to={`/visits/rules?city=${cityCode}&replace=${rule.id}#form`} size="sm">
                      {t("rules.replace")}
                    </Anchor>
                    <Form method="post" action={`/visits/rules?city=${cityCode}`}>
                      <input type="hidden" name="ends" value={rule.id} />
                      <input type="hidden" name="seen" value={seen} />
                      <input type="hidden" name="from" value={today} />
                      <Button type="submit" name="intent" value="simulate-end" variant="subtle" size="compact-sm">
                        {t("rules.end")}
                      </Button>
                    </Form>
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
