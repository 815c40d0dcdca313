import { Anchor, Button, Checkbox, Group, NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { Form, Link, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OPERATOR_KINDS, POSITION_QUALITIES } from "../domain/facility";
import { DOCUMENT_FILTERS, isFiltered, type FacilityQuery } from "../domain/facility-filter";
import { FACILITY_STATES } from "../domain/life-cycle";
import { LINES } from "~/shared/line";
import { SECTORS, type FacilityKind, type ServiceType } from "../domain/service-type";
import { useKeptFocus } from "./kept-focus";
import classes from "./facility-filter.module.css";
import { useAreaWords } from "./area-words";
import { useRegistryNames } from "./registry-names";
import ticks from "./tick.module.css";

interface FacilityFilterFormProps {
  readonly query: FacilityQuery;
  readonly today: string;
  /** where the same page stands without any filter */
  readonly clearTo?: string;
  readonly registry: {
    readonly types: readonly ServiceType[];
    readonly kinds: readonly FacilityKind[];
    readonly districts: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  };
}

interface Choice {
  readonly name: string;
  readonly value: string | null;
  readonly label: string;
  readonly data: { label: string; value: string }[];
}

/** The filter row. It is an ordinary form whose answer is an address; with scripts a choice is applied at once. */
export function FacilityFilterForm({ query, today, registry, clearTo = "/plan/facilities" }: FacilityFilterFormProps) {
  const { t } = useTranslation("catalog");
  const names = useRegistryNames(registry);
  const areaWords = useAreaWords();
  const submit = useSubmit();
  const { filter } = query;
  const any = { label: t("filter.any"), value: "" };
  const worded = (prefix: string, keys: readonly string[]) => [
    any,
    ...keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`) })),
  ];
  const shown = JSON.stringify(query);
  const { keep, form } = useKeptFocus(shown);
  const isElsewhere = filter.area !== null && !registry.districts.some((district) => district.code === filter.area);
  const areas = [
    { label: t("filter.wholeCity"), value: "" },
    ...(isElsewhere && filter.area !== null ? [{ value: filter.area, label: filter.area }] : []),
    ...registry.districts.map((district) => ({ value: district.code, label: areaWords.name(district) })),
  ];
  const often: readonly Choice[] = [
    { name: "area", value: filter.area, label: t("filter.area"), data: areas },
    { name: "sector", value: filter.sector, label: t("filter.sector"), data: worded("sector", SECTORS) },
    {
      name: "kind",
      value: filter.kind,
      label: t("filter.kind"),
      data: [any, ...registry.kinds.map((kind) => ({ value: kind.key, label: names.nameOf(kind) }))],
    },
    {
      name: "type",
      value: filter.type,
      label: t("filter.type"),
      data: [any, ...registry.types.map((type) => ({ value: type.key, label: names.nameOf(type) }))],
    },
    {
      name: "state",
      value: filter.state,
      label: t("filter.state"),
      data: [{ label: t("filter.notClosed"), value: "" }, ...worded("state", FACILITY_STATES).slice(1)],
    },
  ];
  const seldom: readonly Choice[] = [
    { name: "operator", value: filter.operator, label: t("filter.operator"), data: worded("operatorKind", OPERATOR_KINDS) },
    { name: "line", value: filter.line, label: t("filter.line"), data: worded("line", LINES) },
    { name: "position", value: filter.position, label: t("filter.position"), data: worded("quality", POSITION_QUALITIES) },
    {
      name: "documents",
      value: filter.documents,
      label: t("filter.documents"),
      data: [any, ...DOCUMENT_FILTERS.map((key) => ({ value: key, label: t(`filter.documentsAre.${key}`) }))],
    },
  ];
  const select = ({ name, value, label, data }: Choice) => (
    <NativeSelect key={name} name={name} label={label} data={data} defaultValue={value ?? ""} size="sm" />
  );
  return (
    <Form
      method="get"
      role="search"
      aria-label={t("filter.label")}
      key={shown}
      className={classes.form!}
      ref={form}
      {...keep}
      onChange={(event) => {
        if (
          event.target instanceof HTMLSelectElement ||
          (event.target instanceof HTMLInputElement && event.target.type !== "search")
        )
          submit(event.currentTarget);
      }}
    >
      {query.sort !== "name" && <input type="hidden" name="sort" value={query.sort} />}
      {query.isDescending && <input type="hidden" name="order" value="down" />}
      <Group align="flex-end" gap="sm" mb="sm">
        <TextInput
          type="search"
          name="q"
          label={t("filter.search")}
          placeholder={t("filter.searchWhat")}
          defaultValue={filter.search}
          style={{ flex: "1 1 16rem" }}
        />
        <TextInput type="date" name="date" label={t("filter.day")} defaultValue={query.day} max="2100-12-31" w="11rem" />
        <Button type="submit">{t("filter.apply")}</Button>
        {(isFiltered(filter) || query.day !== today) && (
          <Anchor component={Link} to={clearTo} pb={8}>
            {t("filter.clear")}
          </Anchor>
        )}
      </Group>
      <SimpleGrid className={classes.often!} cols={{ base: 2, sm: 3, md: 5 }} spacing="sm" verticalSpacing="xs">
        {often.map(select)}
      </SimpleGrid>
      <details open={seldom.some(({ value }) => value !== null) || filter.isInclusive}>
        <summary style={{ paddingBlock: "0.75rem" }}>{t("filter.more")}</summary>
        <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} spacing="sm" verticalSpacing="xs">
          {seldom.map(select)}
          <Checkbox
            radius="sm"
            className={ticks.tick!}
            name="inclusive"
            value="yes"
            label={t("filter.inclusive")}
            defaultChecked={filter.isInclusive}
            mt={20}
          />
        </SimpleGrid>
      </details>
    </Form>
  );
}
