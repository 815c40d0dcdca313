import { Anchor, Button, Group, NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { Form, Link, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { FIRES, LIFTS } from "../domain/premises/premises";
import { isPremisesFiltered, type PremisesQuery } from "../domain/premises/premises-filter";
import { STAGES } from "../domain/premises/premises-stage";

interface PremisesFilterFormProps {
  readonly query: PremisesQuery;
  readonly cityCode: string;
  /** the area as it was written, or as its code is called */
  readonly areaText: string;
  readonly areaProblem: string | null;
}

/** The filter row: an ordinary form whose answer is an address; with scripts a choice is applied at once. */
export function PremisesFilterForm({ query, cityCode, areaText, areaProblem }: PremisesFilterFormProps) {
  const { t } = useTranslation("siting");
  const submit = useSubmit();
  const { filter } = query;
  const any = { value: "", label: t("premises.filter.any") };
  const choices = (prefix: string, keys: readonly string[]) => [
    any,
    ...keys.map((key) => ({ value: key, label: t(`premises.${prefix}.${key}`) })),
  ];
  const stages = choices("stages", [...STAGES, "dropped"]).map((one) =>
    one.value === "" ? { ...one, label: t("premises.filter.notDropped") } : one,
  );
  return (
    <Form
      method="get"
      role="search"
      aria-label={t("premises.filter.label")}
      key={`${JSON.stringify(query)}${areaText}`}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) submit(event.currentTarget);
      }}
    >
      <input type="hidden" name="city" value={cityCode} />
      {query.sort !== "area" && <input type="hidden" name="sort" value={query.sort} />}
      {query.isDescending && <input type="hidden" name="order" value="down" />}
      <Group align="flex-start" gap="sm" mb="sm">
        <TextInput
          type="search"
          name="q"
          label={t("premises.filter.search")}
          placeholder={t("premises.filter.searchWhat")}
          defaultValue={filter.search}
          style={{ flex: "1 1 14rem" }}
        />
        <AreaEntry
          name="where"
          label={t("premises.filter.area")}
          placeholder={t("premises.filter.areaWhat")}
          defaultValue={areaText}
          error={areaProblem}
          style={{ flex: "1 1 14rem" }}
        />
        <Button type="submit" mt={24}>
          {t("premises.filter.apply")}
        </Button>
        {(isPremisesFiltered(filter) || areaText !== "") && (
          <Anchor component={Link} to={`?city=${cityCode}`} py="xs" mt={20}>
            {t("premises.filter.clear")}
          </Anchor>
        )}
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} spacing="sm" verticalSpacing="xs">
        <NativeSelect name="stage" label={t("premises.stage")} data={stages} defaultValue={filter.stage ?? ""} />
        <NativeSelect name="lift" label={t("premises.lift")} data={choices("lifts", LIFTS)} defaultValue={filter.lift ?? ""} />
        <NativeSelect name="fire" label={t("premises.fire")} data={choices("fires", FIRES)} defaultValue={filter.fire ?? ""} />
        <TextInput name="least" inputMode="decimal" label={t("premises.filter.least")} defaultValue={filter.least ?? ""} />
        <TextInput name="most" inputMode="decimal" label={t("premises.filter.most")} defaultValue={filter.most ?? ""} />
      </SimpleGrid>
    </Form>
  );
}
