import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MethodStatement } from "../domain/method-statement";
import { MethodRow } from "./method-row";
import { errorWords } from "./method-words";
import { SourceNote } from "./source-note";

/** How wrong the method is, and which measured walks taught it. */
export function ErrorRow({ method: { error, walks } }: { readonly method: Pick<MethodStatement, "error" | "walks"> }) {
  const { t } = useTranslation("coverage");
  return (
    <>
      {walks && (
        <MethodRow name={t("how.walks")}>
          {t("how.walksAre", { count: walks.count, since: walks.since, until: walks.until })}
          <div>{t("how.walksNear", { taught: walks.taught, of: walks.of })}</div>
          <SourceNote source={walks.sources.join(t("report.and"))} />
        </MethodRow>
      )}
      <MethodRow name={t("how.error")}>
        {errorWords(error, t)}
        <SourceNote source={error.source} />
      </MethodRow>
    </>
  );
}

/** The same in a line, beside figures that have no table. */
export function ErrorLine({ error }: Pick<MethodStatement, "error">) {
  const { t } = useTranslation("coverage");
  return (
    <Text size="sm" data-testid="method-error">
      {t("how.error")}
      {t("how.colon")}
      {errorWords(error, t)}
    </Text>
  );
}
