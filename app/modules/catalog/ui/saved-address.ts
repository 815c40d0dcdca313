import type { Facility } from "../domain/facility";

/** Where a saved form leads; `area=derived` where the form named no area and the position gave one. */
export const savedAddress = (
  { id, areaCode, cityCode }: Pick<Facility, "id" | "areaCode" | "cityCode">,
  saidArea: string,
): string =>
  `/plan/facilities/${id}?saved=yes&city=${cityCode}${areaCode !== null && saidArea.trim() === "" ? "&area=derived" : ""}`;
