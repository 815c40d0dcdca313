import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportBatch } from "../domain/import-batch";
import { endingThatMisleads } from "../domain/file-ending";

/** A file is told by its content; where its name says something else, that is said. */
export function FileKindNotice({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation("imports");
  const ending = endingThatMisleads(batch.fileName, batch.fileKind);
  if (ending === null) return null;
  return <Alert color="yellow">{t("kind.mismatch", { ending, kind: t(`kind.${batch.fileKind}`) })}</Alert>;
}
