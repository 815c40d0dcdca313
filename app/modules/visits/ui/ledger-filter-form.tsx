import { Button, Checkbox, Group, NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";
import type { LedgerFilter } from "../domain/month-address";
import { VISIT_OUTCOMES } from "../domain/visit-log";

interface LedgerFilterFormProps {
  readonly city: { readonly code: string };
  readonly filter: LedgerFilter;
  /** of the area asked, in the reader's language; undefined where there is none */
  readonly areaName: string | undefined;
  readonly children: ReactNode;
}

/** Which visits the ledger shows, and what can be done with them. */
export function LedgerFilterForm({ city, filter, areaName, children }: LedgerFilterFormProps) {
  const { t, i18n } = useTranslation("visits");
  const named = { code: filter.areaCode, name: areaName ?? "", nameEn: areaName ?? "", within: "", withinEn: "" };
  return (
    <Form className="no-print">
      <input type="hidden" name="city" value={city.code} />
      <Group align="end">
        <AreaEntry
          name="area"
          label={t("due.area")}
          defaultValue={areaName === undefined ? filter.areaCode : areaText(named, i18n.language)}
        />
        <TextInput type="date" name="from" label={t("log.from")} defaultValue={filter.from} />
        <TextInput type="date" name="to" label={t("log.to")} defaultValue={filter.to} />
        <NativeSelect
          name="outcome"
          label={t("log.outcome")}
          defaultValue={filter.outcome ?? ""}
          data={[{ value: "", label: t("any") }, ...VISIT_OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
        />
        <NativeSelect
          name="category"
          label={t("month.category")}
          defaultValue={filter.category ?? ""}
          data={[
            { value: "", label: t("month.everyCategory") },
            ...ISOLATION_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) })),
          ]}
        />
        <Checkbox name="late" value="yes" defaultChecked={filter.isLateOnly} label={t("log.lateOnly")} />
        <Button type="submit" variant="default">
          {t("filter")}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t("monthList.print")}
        </Button>
        {children}
      </Group>
    </Form>
  );
}
