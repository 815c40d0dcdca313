import gcoord from "gcoord";

/**
 * The way there in a map app, on foot. Amap reads GCJ-02, as every map app in the country does; nobody's name goes with it.
 * @param place WGS-84, as we store it
 */
export function navigationLink(place: { readonly lat: number; readonly lng: number }, word: string): string {
  const [lng, lat] = gcoord.transform([place.lng, place.lat], gcoord.WGS84, gcoord.GCJ02);
  const to = `${lng!.toFixed(6)},${lat!.toFixed(6)},${word}`;
  return `https://uri.amap.com/navigation?to=${encodeURIComponent(to)}&mode=walk&coordinate=gaode&callnative=1`;
}
