import { NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FileSection } from "./file-sections";
import { PartButton, PartForm, type PartAnswer } from "./part-form";

interface VisitorSectionProps {
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
  readonly people: Readonly<Record<string, string>>;
  readonly visitors: readonly { readonly id: string; readonly name: string }[];
  readonly wishes: readonly { readonly personId: string; readonly wish: string }[];
  readonly answer: PartAnswer | null;
  readonly mayWrite: boolean;
}

/** 包保责任人 and deputy. */
export function VisitorSection({ responsibleId, deputyId, people, visitors, wishes, answer, mayWrite }: VisitorSectionProps) {
  const { t } = useTranslation("residents");
  const choices = [{ value: "", label: t("list.nobody") }, ...visitors.map(({ id, name }) => ({ value: id, label: name }))];
  const named = (id: string | null) => (id ? (people[id] ?? t("list.gone")) : t("list.nobody"));
  return (
    <FileSection id="visitor" title={t("file.visitor")}>
      <Text>{t("file.visitors", { responsible: named(responsibleId), deputy: named(deputyId) })}</Text>
      {mayWrite && (
        <PartForm intent="assign" answer={answer} summary={t("file.assign")}>
          {() => (
            <>
              <NativeSelect name="responsible" label={t("part.responsible")} defaultValue={responsibleId ?? ""} data={choices} />
              <NativeSelect name="deputy" label={t("part.deputy")} defaultValue={deputyId ?? ""} data={choices} />
            </>
          )}
        </PartForm>
      )}
      {wishes.map(({ personId, wish }) => (
        <Text key={personId}>
          {t(`wish.${wish}`, { name: named(personId) })}
          {mayWrite && (
            <PartButton intent="end-wish" part={personId}>
              {t("file.remove")}
            </PartButton>
          )}
        </Text>
      ))}
      {mayWrite && (
        <PartForm intent="wish" answer={answer} summary={t("file.wish")}>
          {(typed) => (
            <>
              <NativeSelect name="person" label={t("part.person")} defaultValue={typed("person")} data={choices.slice(1)} />
              <NativeSelect
                name="wish"
                label={t("part.wish")}
                defaultValue={typed("wish")}
                data={["preferred", "never"].map((value) => ({ value, label: t(`wishWord.${value}`) }))}
              />
            </>
          )}
        </PartForm>
      )}
    </FileSection>
  );
}
