import { NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FileSection } from "./file-sections";
import { PartForm, type PartAnswer } from "./part-form";

interface VisitorSectionProps {
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
  readonly people: Readonly<Record<string, string>>;
  readonly visitors: readonly { readonly id: string; readonly name: string }[];
  readonly answer: PartAnswer | null;
  readonly mayWrite: boolean;
}

/** 包保责任人 and deputy. */
export function VisitorSection({ responsibleId, deputyId, people, visitors, answer, mayWrite }: VisitorSectionProps) {
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
    </FileSection>
  );
}
