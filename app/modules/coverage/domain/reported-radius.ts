import { parameterFor, type CityGround, type Parameter } from "./city-ground";

/** Straight metres of 上报口径 around a community, and who says so; no mark where the registry itself is the source. */
export type ReportedRadius = Pick<Parameter, "value" | "source" | "mark">;

const OF_THE_CIRCLE = { source: "服务类型自己的圈 / the service type's own circle", mark: "" };
const USUAL = { value: 1_000, source: "未设参数，暂用通行值 / no parameter set, usual value", mark: "?" };

/** A service whose circle is in metres is reported by that circle unless a radius is registered for this very service. */
export function reportedRadius(
  { parameters, types }: Pick<CityGround, "parameters" | "types">,
  serviceType = "any",
  areaClass = "any",
): ReportedRadius {
  const metres = types.find(({ key }) => key === serviceType)?.circleMetres;
  if (!metres) return parameterFor(parameters, "reported-radius", serviceType, areaClass) ?? USUAL;
  const forThisService = parameters.filter((row) => row.serviceType === serviceType);
  return parameterFor(forThisService, "reported-radius", serviceType, areaClass) ?? { value: metres, ...OF_THE_CIRCLE };
}
