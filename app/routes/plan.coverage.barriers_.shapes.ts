import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { geometryOf } from "~/modules/places/domain/barrier-record";
import { barriersView } from "~/modules/places/domain/barrier-view";
import { boundsOf } from "~/modules/places/domain/outline";
import { cityBarriers } from "~/modules/places/use-cases/city-barriers.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

/** Barriers and crossings as the map draws them: fetched after the page, however long the rivers are. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:imports");
  const city = await requireCity(request);
  const { barriers, crossings } = await cityBarriers(actor, city.code);
  const corners = barriers.flatMap(({ parts }) => parts.flat().map(([lon, lat]) => ({ lon, lat })));
  return Response.json({
    lines: {
      type: "FeatureCollection",
      features: barriers.map(({ id, nameZh, parts }) => ({
        type: "Feature",
        properties: { id, label: nameZh },
        geometry: geometryOf(parts),
      })),
    },
    crossings: barriersView(barriers, crossings).crossings,
    bounds: city.bounds ?? boundsOf([...corners, ...crossings]),
  });
}
