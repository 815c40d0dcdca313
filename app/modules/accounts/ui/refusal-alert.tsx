import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A refusal with the facts its sentence needs. */
export type RefusalShown = Readonly<{ kind: string } & Record<string, string | number>>;

/** What was refused and what to do, in the reader's language; nothing where nothing was. */
export function RefusalAlert({ refusal }: { readonly refusal: RefusalShown | null }) {
  const { t } = useTranslation("accounts");
  if (!refusal) return null;
  return (
    <Alert color="red" role="alert">
      {t(`refusal.${refusal.kind}`, { ...refusal })}
    </Alert>
  );
}
