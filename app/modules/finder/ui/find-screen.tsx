import { useLocation, useNavigate } from "@remix-run/react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import type { BaseMap } from "~/ui/map/base-map";
import { addressAt, PLACE_FIELDS, ringsAddress, travelling, withSpots } from "../domain/find-address";
import type { Offered, ReadNeed } from "../domain/need";
import { quoted, type PlaceChoice, type PlaceRead, type PlaceSaid } from "../domain/place-choice";
import { rounded } from "../domain/spot";
import { FindChosen } from "./find-chosen";
import { FindForm } from "./find-form";
import type { MapWalker } from "./find-map";
import { FindMapSpot } from "./find-map-spot";
import { FindMethod, type ShownMethod } from "./find-method";
import { Choices, FindPlaceNotice } from "./find-place-notice";
import { FindProblems } from "./find-problems";
import { whatHelps, type ShownPays } from "./find-subsidy";
import { FindResults, type ShownResults } from "./find-results";
import classes from "./find.module.css";

type Place = PlaceSaid & { readonly read: PlaceRead };

interface FindScreenProps {
  readonly cityCode: string;
  readonly offered: Offered;
  readonly asked: ReadNeed;
  readonly pays: ShownPays;
  readonly places: { readonly home: Place; readonly other: Place };
  readonly results: (ShownResults & { readonly method: ShownMethod }) | null;
  /** offered where nothing has been said yet */
  readonly districts: readonly PlaceChoice[];
  readonly baseMap: BaseMap | null;
}

const NOTHING: readonly never[] = [];
const spotOf = (place: Place): GeoPoint | null => (place.read.kind === "one" ? place.read.at : null);

/** The family finder: one line that asks, a list that answers and says why, and its map twin. */
export function FindScreen({ cityCode, offered, asked, pays, places, results, districts, baseMap }: FindScreenProps) {
  const { t, i18n } = useTranslation("finder");
  const { search } = useLocation();
  const navigate = useNavigate();
  const [pointed, setPointed] = useState<string | null>(null);
  const { need } = asked;
  const { home, other } = places;
  const type = offered.types.find(({ key }) => key === need.type)!;
  const what = i18n.language === "en" ? type.nameEn : type.nameZh;
  const isFirst = home.read.kind === "none-said";
  const [spot, secondSpot] = [useSteady(spotOf(home)), useSteady(spotOf(other))];
  const told = withSpots(search, [spot, secondSpot]);
  const walker = useMapWalker(results?.method ?? null);
  const pick = (at: GeoPoint) => void navigate(addressAt(search, PLACE_FIELDS[0], "", rounded(at)), { preventScrollReset: true });
  const offers = results ? (results.count > 0 ? results.offers : results.beyond) : NOTHING;
  return (
    <main className={classes.page}>
      <div>
        <h1>{t("search.title")}</h1>
        {!results && <p className={classes.quiet}>{t("search.lead")}</p>}
      </div>
      <FindForm key={search} {...{ offered, asked, pays, home, other, cityCode }} onHere={pick} />
      <FindProblems problems={asked.problems} what={what} need={need} />
      <FindChosen wishes={need.wishes} payer={whatHelps(pays, type)} search={search} />
      <div className={classes.both}>
        <div className={classes.results}>
          <FindPlaceNotice place={home} field={0} search={search} />
          <FindPlaceNotice place={other} field={1} search={search} />
          {isFirst && (
            <section className={classes.results}>
              <h2>{t("search.start_here")}</h2>
              <p>
                {t("search.startTips", { example: (i18n.language === "en" ? districts[0]?.nameEn : districts[0]?.name) ?? "" })}
              </p>
              {districts.length > 0 && (
                <div>
                  <p>{t("search.districts")}</p>
                  <Choices choices={districts} field={0} search={search} />
                </div>
              )}
            </section>
          )}
          {results && (
            <>
              <FindResults
                {...{ results, need, type, pays, search, told, pointed }}
                place={home.words === "" ? t("search.here") : quoted(home.words)}
                other={other.read.kind !== "one" ? null : other.words === "" ? t("search.otherWhere") : quoted(other.words)}
                today={offered.today}
                onPoint={setPointed}
              />
              <FindMethod method={results.method} />
              <form id="compare" action="/find/compare" className={classes.compare}>
                {travelling(told).map(([name, value]) => (
                  <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
                ))}
                {offers.length > 1 && <button type="submit">{t("search.compareGo")}</button>}
              </form>
            </>
          )}
        </div>
        <FindMapSpot
          {...{ cityCode, offers, baseMap, walker }}
          type={type.key}
          ringsAddress={spot && ringsAddress(search, cityCode, spot)}
          home={spot}
          other={secondSpot}
          selected={pointed}
          onPoint={setPointed}
          onPick={pick}
        />
      </div>
    </main>
  );
}

/** The same point of the same address keeps its identity: the map is not drawn anew. */
function useSteady(point: GeoPoint | null): GeoPoint | null {
  const [lon, lat] = [point?.lon, point?.lat];
  return useMemo(() => (lon === undefined || lat === undefined ? null : { lon, lat }), [lon, lat]);
}

/** Who walks on the map, in the reader's language. */
function useMapWalker(method: ShownMethod | null): MapWalker | null {
  const { i18n } = useTranslation();
  return useMemo(() => {
    if (!method) return null;
    const { walker, detour } = method;
    return { name: i18n.language === "en" ? walker.nameEn : walker.nameZh, speedKmh: walker.speedKmh, detour: detour.value };
  }, [method, i18n.language]);
}

export function NothingToFind() {
  const { t } = useTranslation("finder");
  return (
    <main className={classes.page}>
      <h1>{t("search.noTypes")}</h1>
      <p>{t("search.noTypesWhat")}</p>
    </main>
  );
}
