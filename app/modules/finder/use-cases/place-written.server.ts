import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { areaFit, areasTyped, areasWritten, districtsOf } from "~/modules/catalog/use-cases/areas-named.server";
import { Kept } from "~/modules/coverage/use-cases/kept-answers.server";
import type { City } from "~/modules/places/domain/city";
import { isNamed, type Landmark } from "~/modules/places/domain/landmark";
import { landmarksNamed } from "~/modules/places/use-cases/landmarks.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { facilitiesNamed, type NamedFacility } from "../data/facilities-named.server";
import { MOST_CHOICES, placeAmong, type PlaceChoice, type PlaceRead, type PlaceSaid } from "../domain/place-choice";
import { rounded } from "../domain/spot";

/** What words mean stays so until the city changes: streets are asked for again and again. */
const meanings = new Kept<PlaceRead>(1_000);

/** Where somebody is, as they wrote or tapped it: one place, several to choose from, or none. */
export async function placeWritten(city: City, { words, at, atFor }: PlaceSaid): Promise<PlaceRead> {
  if (at && (words === "" || words === atFor)) return { kind: "one", at, choice: null };
  if (words === "") return { kind: "none-said" };
  return meanings.get(`${city.stamp} ${words}`, () => meaningOf(city, words));
}

async function meaningOf(city: City, words: string): Promise<PlaceRead> {
  const written = await areasWritten(city, words);
  const alike = written.length === 1 ? [] : await areasTyped(city, words, MOST_CHOICES);
  const areas = onceEach([...written, ...alike]).map((area) => areaChoice(area, words));
  const others = await inUnitOfWork(NOBODY, async (uow) => {
    const landmarks = (await landmarksNamed(uow, city.code, words, MOST_CHOICES)).map((landmark) =>
      landmarkChoice(landmark, words),
    );
    if (areas.length + landmarks.length > 0) return landmarks;
    return (await facilitiesNamed(uow, city.code, words, MOST_CHOICES)).map(facilityChoice);
  });
  const found = [...areas, ...others];
  return placeAmong(found, found.length > 0 ? [] : await districtsToChoose(city));
}

/** Suggestions while somebody types. */
export async function placesTyped(city: City, words: string, most: number): Promise<PlaceChoice[]> {
  if (words.trim() === "") return [];
  const landmarks = await inUnitOfWork(NOBODY, (uow) => landmarksNamed(uow, city.code, words, most));
  const areas = landmarks.length < most ? await areasTyped(city, words, most - landmarks.length) : [];
  return [...landmarks.map((landmark) => landmarkChoice(landmark, words)), ...areas.map((area) => areaChoice(area, words))];
}

/** For whoever does not know what to write. */
export const districtsToChoose = async (city: City): Promise<PlaceChoice[]> =>
  (await districtsOf(city.code)).map((area) => areaChoice(area, ""));

type Area = Awaited<ReturnType<typeof areasWritten>>[number];

const areaChoice = ({ name, nameEn, within, withinEn, lon, lat, code }: Area, words: string): PlaceChoice => ({
  ...{ kind: "area", name, nameEn, within, withinEn },
  at: lon === null || lat === null ? null : rounded({ lon, lat }),
  fit: words === name || words.toLowerCase() === nameEn.toLowerCase() || words.includes(code) ? "whole" : areaFit(words, name),
});

const onceEach = (areas: readonly Area[]): Area[] => [...new Map(areas.map((area) => [area.code, area])).values()];

const landmarkChoice = (landmark: Landmark, words: string): PlaceChoice => ({
  ...{ kind: "landmark", name: landmark.name, nameEn: landmark.nameEn || landmark.name, within: "", withinEn: "" },
  ...{ at: rounded(landmark), fit: isNamed(words, landmark) ? "whole" : null },
});

const facilityChoice = ({ name, address, lon, lat }: NamedFacility): PlaceChoice => ({
  ...{ kind: "facility", name, nameEn: name, within: address, withinEn: address, at: rounded({ lon, lat }), fit: null },
});
