import { SimpleGrid, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { boundsAround } from "~/modules/catalog/domain/declared-position";
import type { BaseMap } from "~/ui/map/base-map";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { sourceWords } from "~/ui/languages/source-words";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import type { Premises } from "../domain/premises/premises";
import classes from "./premises.module.css";
import { usePremisesWords } from "./premises-words";

interface PremisesFactsProps {
  readonly premises: Omit<Premises, "contactCipher">;
  readonly areaName: string | null;
  readonly contact: ReactNode;
  readonly facility: { readonly id: string; readonly name: string } | null;
  readonly baseMap: BaseMap | null;
}

const DEMO_NOTE = `${DEMO_MARK.zh} / ${DEMO_MARK.en}`;

/** What is known of them, the map beside it. */
export function PremisesFacts({ premises, areaName, contact, facility, baseMap }: PremisesFactsProps) {
  const { t, i18n } = useTranslation("siting");
  const words = usePremisesWords();
  const { position } = premises;
  const source = sourceWords(premises.source, i18n.language).text;
  const note = premises.note === DEMO_NOTE ? DEMO_MARK[i18n.language === "en" ? "en" : "zh"] : premises.note;
  const facts: readonly (readonly [string, ReactNode, boolean?])[] = [
    [t("premises.area"), areaName ?? t("premises.areaUnknown"), true],
    [t("premises.address"), premises.address || "—", true],
    [t("premises.size"), words.size(premises.areaM2)],
    [t("premises.floor"), premises.floor || "—"],
    [t("premises.lift"), words.lift(premises)],
    [t("premises.fire"), words.fire(premises)],
    [t("premises.ownership"), premises.ownership || "—"],
    [t("premises.lease"), words.lease(premises)],
    [t("premises.rent"), words.money(premises.rentFen)],
    [t("premises.build"), words.money(premises.buildFen)],
    [t("premises.yearly"), words.money(premises.yearlyFen)],
    [t("premises.places"), premises.places === null ? "—" : words.number(premises.places)],
    [t("premises.contact"), contact, true],
    ...(facility
      ? [[t("premises.facility"), <Link to={`/plan/facilities/${facility.id}`}>{facility.name}</Link>, true] as const]
      : []),
    [t("premises.note"), note || "—", true],
    [
      t("premises.source"),
      premises.externalId.startsWith("~") || premises.externalId === premises.id ? source : `${source} · ${premises.externalId}`,
      true,
    ],
  ];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Stack gap="xs">
        <dl className={classes.facts}>
          {facts.map(([term, value, isWhole]) => (
            <div key={term} className={isWhole ? classes.whole : undefined}>
              <Text component="dt" size="sm" c="dimmed">
                {term}
              </Text>
              <Text component="dd" m={0} style={{ overflowWrap: "anywhere" }}>
                {value}
              </Text>
            </div>
          ))}
        </dl>
        <Text size="sm" c="dimmed">
          {t("premises.estimates")}
        </Text>
      </Stack>
      {position ? <Spot {...{ premises, position, baseMap }} /> : <Text c="dimmed">{t("premises.unplacedNext")}</Text>}
    </SimpleGrid>
  );
}

interface SpotProps extends Pick<PremisesFactsProps, "premises" | "baseMap"> {
  readonly position: NonNullable<Premises["position"]>;
}

function Spot({ premises: { id, name, cityCode }, position, baseMap }: SpotProps) {
  const { t } = useTranslation("siting");
  const outlines = useDistrictOutlines(cityCode);
  const { lon, lat, quality } = position;
  const points = useMemo<SiteMapPoint[]>(
    () => [{ id, lon, lat, symbol: t("premises.symbol"), tone: "jade", label: name, planned: true }],
    [id, lon, lat, name, t],
  );
  const around = useMemo(() => boundsAround({ lon, lat }), [lon, lat]);
  return (
    <Stack gap={6}>
      <SiteMap
        label={t("premises.map", { name })}
        points={points}
        outlines={outlines}
        bounds={around}
        baseMap={baseMap}
        selectedId={id}
        height={320}
      />
      <Text size="sm" c="dimmed">
        {t(`premises.quality.${quality}`)} · {lon.toFixed(6)}, {lat.toFixed(6)} (WGS-84)
      </Text>
    </Stack>
  );
}
