import { Anchor, Button, Checkbox, Group, NativeSelect, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { ISOLATION_CATEGORIES } from "../domain/isolation-category";
import { RESIDENT_STATES } from "../domain/resident";
import { isResidentFiltered, type ResidentFilter } from "../domain/resident-filter";
import { RISK_LEVELS } from "../domain/risk-level";

/** What the list is asked: posted, for it may hold a name; without one the answer is an address that can be kept. */
export function ResidentFilterForm({ filter }: { readonly filter: ResidentFilter }) {
  const { t } = useTranslation("residents");
  const any = { value: "", label: t("filter.any") };
  return (
    <Form method="post" className="surface no-print" role="search" aria-label={t("filter.label")} autoComplete="off">
      <input type="hidden" name="intent" value="search" />
      <Group p="md" gap="sm" align="end">
        <TextInput name="words" label={t("filter.words")} description={t("filter.wordsWhat")} defaultValue={filter.words} />
        <AreaEntry name="area" label={t("filter.area")} defaultValue={filter.area} />
        <TextInput name="cell" label={t("filter.cell")} defaultValue={filter.cell} w="7rem" />
        <NativeSelect
          name="category"
          label={t("filter.category")}
          defaultValue={filter.category}
          data={[any, ...ISOLATION_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))]}
        />
        <NativeSelect
          name="risk"
          label={t("filter.risk")}
          defaultValue={filter.risk}
          data={[any, ...RISK_LEVELS.map((value) => ({ value, label: t(`risk.${value}`) }))]}
        />
        <NativeSelect
          name="state"
          label={t("filter.state")}
          defaultValue={filter.state}
          data={[
            ...RESIDENT_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
            { value: "any", label: t("filter.any") },
          ]}
        />
        <Checkbox
          name="responsible"
          value="none"
          label={t("filter.nobody")}
          defaultChecked={filter.responsible === "none"}
          pb={8}
        />
        <Button type="submit" variant="default">
          {t("filter.search")}
        </Button>
        {isResidentFiltered(filter) && (
          <Anchor component={Link} to="?" pb={8}>
            {t("filter.clear")}
          </Anchor>
        )}
      </Group>
    </Form>
  );
}
