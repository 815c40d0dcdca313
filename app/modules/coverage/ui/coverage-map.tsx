import { Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import { SiteMap } from "~/ui/map/site-map";
import type { CoverageQuery } from "../domain/coverage-query";
import type { MethodStatement } from "../domain/method-statement";
import type { CoverageLayer } from "./coverage-layer";
import { coverageSearch } from "./coverage-address";
import { CoverageLegend, EVERYTHING, type Shown } from "./coverage-legend";
import classes from "./coverage-screen.module.css";
import { countText, nameIn, stepText } from "./figure-text";
import { LayerChoice } from "./layer-choice";
import { LayerLegend } from "./layer-legend";
import { LayerProgress } from "./layer-progress";
import { useCoverageDrawing } from "./use-coverage-drawing";
import { useMapStreets } from "./use-map-streets";
import { pointText } from "./what-if-address";

/** Question, answer and map share the first page. */
const MAP_ON_PAPER_MM = 108;

interface CoverageMapProps {
  readonly city: { readonly code: string; readonly nameZh: string; readonly nameEn: string };
  readonly query: CoverageQuery;
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly symbol: string }[];
  readonly steps: readonly [number, number, number];
  readonly method: MethodStatement;
  readonly boundMinutes: number;
  readonly baseMap: BaseMap | null;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  readonly layer: CoverageLayer;
  /** the page's address with another layer, and the same question on the page of access */
  readonly layerTo: (layer: CoverageLayer) => string;
  readonly accessTo: string;
}

/** The city with its circles, gaps and places; what is drawn is ticked in the legend. */
export function CoverageMap(props: CoverageMapProps) {
  const { city, query, types, steps, method, boundMinutes, baseMap, selectedId, onSelect, layer, layerTo, accessTo } = props;
  const { t, i18n } = useTranslation("coverage");
  const language = i18n.language;
  const [shown, setShown] = useState<Shown>(EVERYTHING);
  const [isNear, setNear] = useState(false);
  const drawing = useCoverageDrawing(query, types, shown, selectedId, layer);
  const streets = useMapStreets(city.code, method);
  const { gap, place, scored } = drawing;
  const isFar = drawing.hasShades && !isNear;
  const typeOf = (key: string) => types.find((type) => type.key === key);
  return (
    <div className={classes.map} id="coverage-map">
      <LayerChoice layer={layer} to={layerTo} />
      <LayerProgress {...drawing.wait} />
      <SiteMap
        label={t("map.label", {
          city: nameIn(language, city),
          types: query.types.map((key) => nameIn(language, typeOf(key) ?? { nameZh: key, nameEn: key })).join("、"),
        })}
        points={drawing.points}
        outlines={drawing.outlines}
        layers={drawing.layers}
        walk={method}
        baseMap={baseMap}
        streets={streets}
        selectedId={selectedId}
        onSelect={onSelect}
        onNear={setNear}
        paperHeight={MAP_ON_PAPER_MM}
        height="clamp(20rem, min(calc(100vh - 19rem), 90vw), 60rem)"
      />
      <div aria-live="polite" className="no-print" style={{ minHeight: "2rem", paddingBlock: 4 }}>
        {scored && (
          <Text size="sm">
            {t("map.place", {
              name: scored.name,
              type:
                scored.value === null
                  ? t("layer.unknown")
                  : t("access.value", { value: scored.value, unit: t("access.unit.perThousand") }),
            })}
          </Text>
        )}
        {gap && !scored && (
          <Text size="sm">
            {t("map.gap", {
              name: gap.name,
              people: countText(gap.people, language),
              minutes:
                gap.minutes === null
                  ? t("worst.far", { minutes: Math.round(boundMinutes) })
                  : t("map.gapMinutes", { minutes: gap.minutes }),
            })}{" "}
            <Link to={`/plan/what-if?${coverageSearch(query, { at: pointText(gap) })}`}>
              {t("whatIf.tryGap", { name: gap.name })}
            </Link>
          </Text>
        )}
        {place && (
          <Text size="sm">
            {place.name} · <Link to={`/plan/facilities/${place.id}`}>{t("map.open")}</Link>
          </Text>
        )}
      </div>
      {layer === "circles" ? (
        <CoverageLegend
          shown={shown}
          onChange={setShown}
          types={query.types.flatMap((key) => typeOf(key) ?? [])}
          steps={steps.map((step) => t("map.within", { step: stepText(step, query.limit.by, t) }))}
          canShade={isFar}
          isShaded={isFar && shown.shades}
          hasPlanned={drawing.hasPlanned}
          hasBarriers={drawing.hasBarriers}
        />
      ) : (
        <LayerLegend
          layer={layer}
          types={query.types.flatMap((key) => typeOf(key) ?? [])}
          access={drawing.access}
          boundMinutes={boundMinutes}
          accessTo={accessTo}
        />
      )}
    </div>
  );
}
