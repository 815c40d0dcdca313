// Landmarks of the demo: a station, a clinic and a market beside the middle of each street, with made positions and names that say
// so. Nobody finds a real station by them.
import { englishAreaName } from "~/modules/catalog/domain/area-name";
import { shortName } from "~/modules/imports/domain/area-name-forms";
import { spokenName } from "~/platform/spoken-name.server";
import type { LandmarkRow } from "./city-records";
import { ENGLISH_NAMES } from "./english-names";
import { demoKeys } from "./demo-keys";
import { CITY_CODE, type DemoPlaces } from "./demo-places";
import { randomStream } from "./random-stream";
import { soughtBy } from "~/modules/places/data/landmarks.server";

const SOURCE = "演示生成，位置与名称均为虚构 / made for the demo, positions and names invented";

const KINDS = [
  { kind: "station", zh: "示例站", en: "demo station", alias: "站" },
  { kind: "hospital", zh: "示例卫生服务中心", en: "demo clinic", alias: "卫生院" },
  { kind: "market", zh: "示例便民市场", en: "demo market", alias: "菜市场" },
] as const;

export function landmarkRows({ streets, communities }: DemoPlaces): LandmarkRow[] {
  const key = demoKeys("landmarks");
  const stream = randomStream("landmarks");
  return streets.flatMap((street) => {
    const own = communities.filter(({ streetCode }) => streetCode === street.code);
    if (own.length === 0) return [];
    const name = shortName(street.name);
    const english = englishAreaName({
      name: street.name,
      nameEn: ENGLISH_NAMES[street.code] ?? null,
      pinyin: spokenName(street.name).pinyin,
    }).replace(/\s*\p{Script=Han}.*$/u, "");
    return KINDS.map(({ kind, zh, en, alias }): LandmarkRow => {
      const { at, code } = stream.pick(own);
      const landmark = { name: `${name}${zh}`, nameEn: `${english} ${en}`, aliases: [`${name}${alias}`] };
      const [lon, lat] = [at.lon + (stream.next() - 0.5) * 0.004, at.lat + (stream.next() - 0.5) * 0.004];
      return {
        ...landmark,
        ...{ id: key(), cityCode: CITY_CODE, kind, lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5)) },
        ...{ areaCode: code, source: SOURCE, sought: soughtBy(landmark) },
      };
    });
  });
}
