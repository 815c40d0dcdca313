import { Badge, Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Table, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { sourceWords } from "~/ui/languages/source-words";
import { ISOLATION_CATEGORIES } from "../domain/isolation-category";
import type { RiskRule } from "../domain/risk-rule";
import { RISK_RULE_MARKS } from "../domain/risk-rule-form";
import { RiskBadge } from "./risk-badge";

interface RiskRuleTableProps {
  readonly rules: readonly RiskRule[];
  readonly today: string;
  readonly mayChange: boolean;
}

/** Every rule with its source and days: the closest level any of them gives holds. */
export function RiskRuleTable({ rules, today, mayChange }: RiskRuleTableProps) {
  const { t, i18n } = useTranslation("residents");
  const asked = ({ leastAge, leastGrade, categories }: RiskRule) =>
    [
      ...categories.map((one) => t(`category.${one}`)),
      ...(leastAge === null ? [] : [t("riskRule.age", { age: leastAge })]),
      ...(leastGrade === null ? [] : [t("riskRule.grade", { grade: t(`grade.${leastGrade}`) })]),
    ].join(t("riskRule.and"));
  const state = ({ from, to }: RiskRule) => (from > today ? "coming" : to !== null && to <= today ? "over" : "inForce");
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {["risk", "whom", "source", "days"].map((key) => (
              <Table.Th key={key}>{t(`riskRule.column.${key}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.map((rule) => (
            <Table.Tr key={`${rule.key} ${rule.from}`}>
              <Table.Td>
                <RiskBadge risk={rule.risk} isOverridden={false} />
              </Table.Td>
              <Table.Td>{asked(rule)}</Table.Td>
              <Table.Td>
                {sourceWords(rule.source, i18n.language).text}{" "}
                <Badge variant="default" tt="none">
                  {t(`riskRule.mark.${rule.mark}`)}
                </Badge>
              </Table.Td>
              <Table.Td>
                {t(`riskRule.state.${state(rule)}`)}
                <Text size="sm" c="dimmed">
                  {rule.from} – {rule.to ?? ""}
                </Text>
                {mayChange && rule.to === null && (
                  <Form method="post" className="no-print">
                    <input type="hidden" name="key" value={rule.key} />
                    <Group gap="xs" wrap="nowrap">
                      <TextInput
                        type="date"
                        name="from"
                        size="xs"
                        min={today}
                        defaultValue={today}
                        aria-label={t("riskRule.endOn")}
                      />
                      <Button type="submit" name="intent" value="end" variant="default" size="compact-sm">
                        {t("riskRule.end")}
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

interface RiskRuleFormProps {
  readonly today: string;
  readonly typed: Readonly<Record<string, readonly string[]>> | null;
}

/** A rule holds for whom all of it is true. */
export function RiskRuleForm({ today, typed }: RiskRuleFormProps) {
  const { t } = useTranslation("residents");
  const one = (name: string, otherwise = "") => typed?.[name]?.[0] ?? otherwise;
  return (
    <Form method="post" className="surface" style={{ padding: "1rem" }}>
      <Stack>
        <Checkbox.Group label={t("riskRule.categories")} defaultValue={[...(typed?.["categories"] ?? [])]}>
          <Group gap="sm" mt={4}>
            {ISOLATION_CATEGORIES.map((key) => (
              <Checkbox key={key} name="categories" value={key} label={t(`category.${key}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NativeSelect
            name="risk"
            label={t("riskRule.column.risk")}
            defaultValue={one("risk", "key")}
            data={(["high", "key"] as const).map((value) => ({ value, label: t(`risk.${value}`) }))}
          />
          <TextInput name="leastAge" label={t("riskRule.leastAge")} inputMode="numeric" defaultValue={one("leastAge")} />
          <NativeSelect
            name="leastGrade"
            label={t("riskRule.leastGrade")}
            defaultValue={one("leastGrade")}
            data={[
              { value: "", label: t("riskRule.any") },
              ...["0", "1", "2", "3", "4"].map((value) => ({ value, label: t(`grade.${value}`) })),
            ]}
          />
          <TextInput name="source" label={t("riskRule.column.source")} maxLength={300} defaultValue={one("source")} required />
          <NativeSelect
            name="mark"
            label={t("riskRule.markLabel")}
            defaultValue={one("mark", "?")}
            data={RISK_RULE_MARKS.map((value) => ({ value, label: t(`riskRule.mark.${value}`) }))}
          />
          <TextInput type="date" name="from" label={t("riskRule.from")} min={today} defaultValue={one("from", today)} />
        </SimpleGrid>
        <Group>
          <Button type="submit" name="intent" value="adopt">
            {t("riskRule.adopt")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
