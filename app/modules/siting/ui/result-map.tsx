import type { FeatureCollection, MultiPolygon } from "geojson";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import { LegendDisc, LegendHatch, LegendStep } from "~/ui/map/legend-swatch";
import { LegendSymbol } from "~/ui/map/legend-symbol";
import type { MapLayer } from "~/ui/map/map-layer";
import { MAP_LOOK, type MapTone } from "~/ui/map/map-tone";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { toneOfType } from "~/ui/map/type-tone";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { useMapFile } from "~/ui/map/use-map-file";
import { isExtension } from "../domain/extending";
import type { Level, Named, SitingResult } from "../domain/siting-result";
import { toneOfExtension } from "./extend-words";
import classes from "./question.module.css";

interface ResultMapProps {
  readonly result: SitingResult;
  readonly name: string;
  readonly runId: string;
  readonly baseMap: BaseMap | null;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  readonly height?: number | string;
  /** answers whose maps stand beside this one: all show the same ground */
  readonly beside?: readonly SitingResult[];
}

type Circles = FeatureCollection<MultiPolygon, { step: number }>;

/** What stands and its reach in grey, the new ones and theirs in colour, the gaps they close and those that stay. */
export function ResultMap({ result, name, runId, baseMap, selectedId, onSelect, height, beside }: ResultMapProps) {
  const { t, i18n } = useTranslation("siting");
  const { question, city, parts } = result;
  const nameOf = ({ nameZh, nameEn }: Named) => (i18n.language === "en" ? nameEn : nameZh);
  const outlines = useDistrictOutlines(city.code);
  const { content: circles } = useMapFile<Circles>(question.isKeeping ? existingCircles(result) : null);
  const points = useMemo<SiteMapPoint[]>(() => pointsOf(result, i18n.language, t), [result, i18n.language, t]);
  const layers = useMemo<MapLayer[]>(() => {
    const far = circles?.features.at(-1);
    const { open, closed } = result.gaps;
    return [
      ...(far
        ? [{ kind: "steps" as const, id: `there ${runId}`, steps: [{ key: "there", geometry: far.geometry }], isMuted: true }]
        : []),
      {
        kind: "discs",
        id: `existing ${runId}`,
        points: result.existing.map(({ id, lon, lat }) => ({ id, lon, lat, step: null })),
      },
      {
        kind: "steps",
        id: `new ${runId}`,
        steps: result.chosen.map(({ id, circle }) => ({ key: id, geometry: circle })),
      },
      {
        kind: "discs",
        id: `closed ${runId}`,
        points: closed.map(({ code, lon, lat }) => ({ id: code, lon, lat, step: 4 })),
      },
      {
        kind: "gaps",
        id: `open ${runId}`,
        points: open.map((area) => ({ ...area, id: area.code, label: area.name })),
      },
    ];
  }, [circles, result, runId]);
  return (
    <div>
      <SiteMap
        label={t("result.map", { name })}
        {...{ points, layers, outlines, baseMap, selectedId, onSelect }}
        isEach
        bounds={boundsOf(beside ?? [result])}
        height={height ?? "clamp(19rem, min(calc(100vh - 16rem), 100vw), 50rem)"}
        walk={{ speedKmh: result.method.speedKmh, detourIndex: result.method.detourIndex }}
      />
      <ul className={classes.swatches}>
        <li>
          <LegendStep step={0} />
          {t("result.legend.new")}
        </li>
        {parts.upper &&
          (["lower", "upper"] as const).map((level) => (
            <li key={level} data-testid={`legend-${level}`}>
              <LegendSymbol {...looksOf(parts)[level]} />
              {t(`result.legend.${level}`, { name: nameOf(level === "upper" ? parts.upper! : parts.types[0]!) })}
            </li>
          ))}
        {result.chosen.some(isExtension) && (
          <li>
            <LegendSymbol tone={toneOfExtension(toneOfType(result.parts.types[0]?.key ?? ""))} symbol="+" />
            {t("result.legend.extended")}
          </li>
        )}
        <li>
          <span aria-hidden="true" style={{ width: 22, height: 16, borderRadius: 3, background: "#9aa0a655" }} />
          {t("result.legend.existing")}
        </li>
        <li>
          <LegendDisc of={4} />
          {t("result.legend.closed")}
        </li>
        <li>
          <LegendHatch />
          {t("result.legend.open")}
        </li>
      </ul>
    </div>
  );
}

/** The circles of what is there, as the coverage pages draw them; what offers the upper of two levels offers the lower too. */
function existingCircles({ question, city }: SitingResult): string {
  const { groups, walker, limit, date, method, upper = null } = question;
  const types = upper ? [...question.types, upper.type] : question.types;
  const params = new URLSearchParams({ city: city.code, types: types.join(","), group: groups[0]!.key, walker });
  params.set(limit.by, String(limit.by === "minutes" ? limit.minutes : limit.metres));
  params.set("date", date);
  params.set("method", method);
  return `/plan/coverage/circles?${params.toString()}`;
}

/**
 * The new ones alone, each by its number and the symbol of its level, and those made larger in a shape of their own: what stands is
 * too many to be symbols beside them.
 */
function pointsOf({ chosen, parts, question }: SitingResult, language: string, t: TFunction<"siting">): SiteMapPoint[] {
  const looks = looksOf(parts);
  const larger = { symbol: "+", tone: toneOfExtension(looks.lower.tone) };
  return chosen.map(({ id, name, nameEn, lon, lat, level }, at) => {
    const own = (language === "en" && nameEn) || name;
    const point = { id, lon, lat, number: at + 1, size: 1 };
    if (!isExtension({ id })) return { ...point, ...looks[level ?? "lower"], label: own };
    return { ...point, ...larger, label: t("page.sites.extended", { name: own, people: question.extend?.people ?? 0 }) };
  });
}

/** Shape, colour and character of each level: those of its service, and never the same shape twice. */
function looksOf({ types: [type], upper }: SitingResult["parts"]): Record<Level, Pick<SiteMapPoint, "symbol" | "tone">> {
  const tone = toneOfType(type?.key ?? "");
  const own = toneOfType(upper?.key ?? "");
  const other: MapTone =
    MAP_LOOK[own].shape === MAP_LOOK[tone].shape
      ? (Object.keys(MAP_LOOK) as MapTone[]).find((each) => MAP_LOOK[each].shape !== MAP_LOOK[tone].shape)!
      : own;
  return { lower: { symbol: type?.symbol ?? "·", tone }, upper: { symbol: upper?.symbol ?? "·", tone: other } };
}

/** Where the new ones are, with room for their circles; the whole city where there are none. */
function boundsOf(results: readonly SitingResult[]): readonly [number, number, number, number] | null {
  const chosen = results.flatMap((result) => result.chosen);
  if (chosen.length === 0) return null;
  const [lons, lats] = [chosen.map(({ lon }) => lon), chosen.map(({ lat }) => lat)];
  const room = 0.02;
  return [Math.min(...lons) - room, Math.min(...lats) - room, Math.max(...lons) + room, Math.max(...lats) + room];
}
