import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CareTurn } from "../../domain/care-day";
import type { CareList } from "../../domain/care-list";
import { SiteMap, type SiteMapProps } from "~/ui/map/site-map";
import { TurnList } from "./care-today";
import { areaWords } from "./care-words";
import type { DoneToday } from "./done-today";

interface CareMapProps {
  readonly list: CareList;
  readonly turns: readonly CareTurn[];
  readonly isDone: DoneToday;
  readonly onSelect: (residentId: string) => void;
}

/** Own outlines and own homes, no picture under them: nothing is asked of any network. The list does the same by keyboard. */
export function CareMap({ list, turns, isDone, onSelect }: CareMapProps) {
  const { t, i18n } = useTranslation("care");
  const numbered = useMemo(() => {
    const seen = new Set<string>();
    return [...turns, ...list.residents.map((resident) => ({ resident, appointment: null }))].filter(
      ({ resident }) => !seen.has(resident.id) && seen.add(resident.id),
    );
  }, [turns, list]);
  const done = numbered.map(isDone).join();
  const points = useMemo(
    () =>
      numbered.flatMap((turn, at) =>
        turn.resident.home
          ? [
              {
                ...{ id: turn.resident.id, lat: turn.resident.home.lat, lon: turn.resident.home.lng },
                ...{ symbol: String(at + 1), tone: isDone(turn) ? ("grey" as const) : ("jade" as const) },
                label: `${at + 1} ${turn.resident.name}`,
              },
            ]
          : [],
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- drawn anew when somebody is done, not with each render
    [numbered, done],
  );
  const outlines = useMemo(
    () => ({
      type: "FeatureCollection" as const,
      features: list.outlines.map(({ areaCode, rings }) => ({
        ...{ type: "Feature" as const, properties: { name: areaWords(list, areaCode, i18n.language) } },
        geometry: { type: "Polygon" as const, coordinates: rings.map((ring) => ring.map(([lng, lat]) => [lng, lat])) },
      })),
    }),
    [list, i18n.language],
  );
  const bounds = useMemo(() => boundsAround(points), [points]);
  const missing = numbered.filter(({ resident }) => !resident.home).length;
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.25rem" }}>{t("map.title")}</h1>
      <SiteMap
        label={t("map.title")}
        points={points}
        isEach
        outlines={outlines}
        bounds={bounds}
        baseMap={null}
        height="55vh"
        onSelect={onSelect}
      />
      {missing > 0 && <p style={{ margin: 0 }}>{t("map.missing", { count: missing })}</p>}
      <section className="surface" aria-label={t("map.list")}>
        <TurnList {...{ list, turns: numbered, isDone }} isNumbered />
      </section>
    </div>
  );
}

/** Some streets, in degrees: a single door is not the whole picture. */
const MARGIN = 0.002;

/** Where the homes are: a whole district's outline would push them into one spot. */
function boundsAround(points: readonly { readonly lat: number; readonly lon: number }[]): SiteMapProps["bounds"] {
  if (points.length === 0) return undefined;
  const [lons, lats] = [points.map(({ lon }) => lon), points.map(({ lat }) => lat)];
  return [
    ...([Math.min(...lons) - MARGIN, Math.min(...lats) - MARGIN] as const),
    ...([Math.max(...lons) + MARGIN, Math.max(...lats) + MARGIN] as const),
  ];
}
