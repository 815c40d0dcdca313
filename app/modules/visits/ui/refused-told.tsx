import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { refusalWords } from "./refusal-words";

/** Why nothing was done; `why` = what still stands in a record's way. */
export function RefusedTold({ refusal, why }: { readonly refusal: string; readonly why: string | null }) {
  const { t } = useTranslation(["visits", "accounts"]);
  return (
    <Alert color="red" role="alert">
      {why === null ? (
        t([`refused.refusal.${refusal}`, `accounts:sensitive.refusal.${refusal}`])
      ) : (
        <>
          <Text fw={650}>{t("refused.still")}</Text>
          {refusalWords(t, why)}
        </>
      )}
    </Alert>
  );
}
