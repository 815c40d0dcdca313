import { Anchor, Badge, Button, Group, Table, Text } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RuleSaid } from "../domain/rule-change";
import { askedWords, whomWords } from "./rule-words";

interface RuleTableProps {
  readonly rules: readonly (RuleSaid & { readonly id: string })[];
  readonly areas: Readonly<Record<string, string>>;
  readonly cityCode: string;
  readonly today: string;
  readonly seen: string;
  readonly mayChange: boolean;
}

/** Every rule with its source and days; one in force is replaced or ended, never edited. */
export function RuleTable({ rules, areas, cityCode, today, seen, mayChange }: RuleTableProps) {
  const { t } = useTranslation("visits");
  const state = ({ from, to }: { readonly from: string; readonly to: string | null }) =>
    from > today ? "coming" : to !== null && to <= today ? "over" : "inForce";
  return (
    <div className="surface" style={{ overflowX: "auto" }}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {["asks", "whom", "area", "source", "days"].map((key) => (
              <Table.Th key={key}>{t(`rules.column.${key}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.map((rule) => (
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
                {rule.source} <Badge variant="default">{t(`mark.${rule.mark}`)}</Badge>
              </Table.Td>
              <Table.Td>
                {t(`rules.state.${state(rule)}`)}
                <Text size="xs" c="dimmed">
                  {rule.from} – {rule.to ?? t("rules.open")}
                </Text>
                {mayChange && state(rule) !== "over" && (
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
