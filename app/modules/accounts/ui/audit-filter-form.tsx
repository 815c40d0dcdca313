import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { AUDIT_ACTIONS } from "../domain/audit-actions";
import { AUDIT_RESULTS } from "../domain/audited";

/** What the address asked for, as it was typed. */
export interface AuditAsked {
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly area: string;
  readonly result: string;
}

/** An ordinary form whose answer is an address: who, what, on what, when, where, with what result. */
export function AuditFilterForm({ asked }: { readonly asked: AuditAsked }) {
  const { t } = useTranslation("accounts");
  const any = { value: "", label: t("audit.any") };
  const actions = Object.entries(AUDIT_ACTIONS).map(([group, items]) => ({
    group: t(`audit.group.${group}`),
    items: items.map((action) => ({ value: action, label: t(`audit.action.${action.replace(":", "-")}`) })),
  }));
  return (
    <Form method="get" className="surface" role="search" aria-label={t("audit.filter")} key={JSON.stringify(asked)}>
      <Group p="md" gap="sm" align="end">
        <TextInput name="who" label={t("audit.who")} defaultValue={asked.who} />
        <NativeSelect name="action" label={t("audit.what")} defaultValue={asked.action} data={[any, ...actions]} />
        <TextInput name="subject" label={t("audit.subject")} defaultValue={asked.subject} />
        <TextInput name="from" type="date" label={t("audit.from")} defaultValue={asked.from} />
        <TextInput name="to" type="date" label={t("audit.to")} defaultValue={asked.to} />
        <AreaEntry name="area" label={t("audit.area")} defaultValue={asked.area} />
        <NativeSelect
          name="result"
          label={t("audit.outcome")}
          defaultValue={asked.result}
          data={[any, ...AUDIT_RESULTS.map((result) => ({ value: result, label: t(`audit.result.${result}`) }))]}
        />
        <Button type="submit" variant="default">
          {t("audit.search")}
        </Button>
        {Object.values(asked).some(Boolean) && (
          <Button component={Link} to="/govern/audit" variant="subtle">
            {t("audit.clear")}
          </Button>
        )}
      </Group>
    </Form>
  );
}
