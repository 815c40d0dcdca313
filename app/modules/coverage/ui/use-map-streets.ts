import { useMemo } from "react";
import type { MapStreets } from "~/ui/map/site-map-props";
import type { MethodStatement } from "../domain/method-statement";

/** The streets a map draws under what was computed on them; null where a city has none. */
export function useMapStreets(cityCode: string, { streets }: Pick<MethodStatement, "streets">): MapStreets | null {
  const [network, attribution] = [streets?.network.storedName, streets?.network.attribution ?? ""];
  return useMemo(
    () => (network ? { address: `/plan/streets/${cityCode}/${network}`, attribution } : null),
    [cityCode, network, attribution],
  );
}
