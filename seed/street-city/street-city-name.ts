import type { CityRow } from "../city-records";

/** What a made city is called, and where its clock stands. */
export type StreetCityName = Pick<CityRow, "code" | "nameZh" | "nameEn" | "timeZone">;
