import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { WhatIfQuestion } from "../domain/what-if-question";
import { ErrorLine } from "./error-row";
import { SourceNote } from "./source-note";

/** How the figures beside it were computed, from what and as of when. */
export function WhatIfMethod({
  page: { method, query, city, hasStreets },
}: {
  readonly page: Pick<WhatIfQuestion, "method" | "query" | "city" | "hasStreets">;
}) {
  const { t } = useTranslation("coverage");
  const { t: words } = useTranslation("layout");
  const { streets } = method;
  return (
    <div data-testid="what-if-method">
      <Text size="sm">
        {streets && query.method !== "circle"
          ? t("whatIf.method.network", { file: streets.network.sourceName, date: streets.network.importedOn, snap: streets.snap })
          : t(query.method === "sectors" ? "whatIf.method.sectors" : "whatIf.method.circle", { detour: method.detourIndex })}{" "}
        {t("whatIf.method.speed", { speed: method.speedKmh, date: query.date })}{" "}
      </Text>
      {!hasStreets && <Text size="sm">{t("whatIf.method.noStreets")}</Text>}
      <ErrorLine error={method.error} />
      <SourceNote source={streets ? streets.network.attribution : method.detourSource} />
      {city.isDemo && <Text size="sm">{words("demoMark")}</Text>}
    </div>
  );
}
