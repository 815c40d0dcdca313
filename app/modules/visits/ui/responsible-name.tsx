import { useTranslation } from "react-i18next";

/** Whoever answers for somebody: by name, as «somebody» where the reader may not know it, or said to be missing. */
export function ResponsibleName({ id, people }: { id: string | null; people: Readonly<Record<string, string>> }) {
  const { t } = useTranslation("visits");
  return <>{id ? (people[id] ?? t("due.somebody")) : t("due.nobody")}</>;
}
