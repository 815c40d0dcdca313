import type { ReactNode } from "react";
import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MODE_KINDS } from "~/modules/places/domain/mode";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { RISK_LEVELS } from "~/modules/residents/domain/risk-level";
import { AreaEntry } from "~/ui/forms/area-entry";
import { RULE_MARKS, type RuleSaid } from "../domain/rule-change";
import { VISIT_PERIODS } from "../domain/visit-calendar";

interface RuleFormProps {
  readonly cityCode: string;
  readonly today: string;
  readonly seen: string;
  /** the rule this one would replace; null = a new one */
  readonly replaces: (Omit<RuleSaid, "from" | "to"> & { readonly id: string }) | null;
  /** what was typed before it was simulated */
  readonly typed: Readonly<Record<string, readonly string[]>> | null;
  /** what exactly was simulated; null = nothing yet, so nothing to adopt */
  readonly shown: string | null;
  /** what was said to what was typed; beside the buttons, where whoever pressed one looks */
  readonly children?: ReactNode;
}

/** A rule to simulate and then adopt. Nothing in force is edited: what it replaces ends the day it begins. */
export function RuleForm({ cityCode, today, seen, replaces, typed, shown, children }: RuleFormProps) {
  const { t } = useTranslation("visits");
  const one = (name: string, otherwise: string | number | null | undefined) => typed?.[name]?.[0] ?? String(otherwise ?? "");
  const many = (name: string, otherwise: readonly string[] | undefined) => [...(typed ? (typed[name] ?? []) : (otherwise ?? []))];
  const choices = (name: string, prefix: string, keys: readonly string[], value: readonly string[]) => (
    <Checkbox.Group label={t(`rules.${name}`)} defaultValue={[...value]}>
      <Group gap="sm" mt={4}>
        {keys.map((key) => (
          <Checkbox key={key} name={name} value={key} label={t(`${prefix}.${key}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
  return (
    <Form
      method="post"
      action={`/visits/rules?city=${cityCode}${replaces ? `&replace=${replaces.id}` : ""}`}
      className="surface"
      style={{ padding: "1rem" }}
    >
      <input type="hidden" name="seen" value={seen} />
      {shown !== null && <input type="hidden" name="shown" value={shown} />}
      <input type="hidden" name="ends" value={replaces?.id ?? one("ends", "")} />
      <Stack>
        {choices("risks", "risk", RISK_LEVELS, many("risks", replaces?.risks))}
        {choices("categories", "category", ISOLATION_CATEGORIES, many("categories", replaces?.categories))}
        {choices("modes", "mode.kind", MODE_KINDS, many("modes", replaces?.modes))}
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <AreaEntry
            name="area"
            label={t("rules.area")}
            description={t("rules.areaWhat")}
            defaultValue={one("area", replaces?.areaCode)}
          />
          <TextInput
            name="times"
            label={t("rules.times")}
            inputMode="numeric"
            defaultValue={one("times", replaces?.times || "")}
          />
          <NativeSelect
            name="per"
            label={t("rules.per")}
            defaultValue={one("per", replaces?.per)}
            data={[
              { value: "", label: t("rules.perNone") },
              ...VISIT_PERIODS.map((value) => ({ value, label: t(`period.${value}`) })),
            ]}
          />
          <TextInput
            name="mostDaysApart"
            label={t("rules.apart")}
            inputMode="numeric"
            defaultValue={one("mostDaysApart", replaces?.mostDaysApart)}
          />
          <TextInput
            name="hoursAfterChange"
            label={t("rules.hours")}
            inputMode="numeric"
            defaultValue={one("hoursAfterChange", replaces?.hoursAfterChange)}
          />
          <TextInput
            name="minutes"
            label={t("rules.minutes")}
            inputMode="numeric"
            defaultValue={one("minutes", replaces?.minutes ?? 20)}
          />
          <TextInput name="source" label={t("rules.source")} defaultValue={one("source", replaces?.source)} maxLength={300} />
          <NativeSelect
            name="mark"
            label={t("rules.mark")}
            defaultValue={one("mark", replaces?.mark ?? "?")}
            data={RULE_MARKS.map((value) => ({ value, label: t(`mark.${value}`) }))}
          />
          <TextInput type="date" name="from" label={t("rules.from")} defaultValue={one("from", today)} min={today} />
        </SimpleGrid>
        <Checkbox
          name="phone"
          value="yes"
          defaultChecked={many("phone", replaces?.isPhoneEnough ? ["yes"] : []).includes("yes")}
          label={t("rules.phone")}
        />
        {children}
        <Group>
          <Button type="submit" name="intent" value="simulate" variant={shown === null ? "filled" : "default"}>
            {t("rules.simulate")}
          </Button>
          {shown !== null && (
            <Button type="submit" name="intent" value="adopt">
              {t("rules.adopt")}
            </Button>
          )}
        </Group>
      </Stack>
    </Form>
  );
}
