import { v4 as newId } from "uuid";
import type { CarePhone } from "~/offline/care-phone";

const PATIENCE_MS = 60_000;

/** After the visit is safe, whenever the sky is seen; who says no, or stands in a cellar, is asked for nothing more. */
export function attachPosition(phone: Pick<CarePhone, "attachPosition">, visitId: string): void {
  if (!("geolocation" in navigator)) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords, timestamp }) => {
      const { latitude: lat, longitude: lng, accuracy } = coords;
      const position = { visitId, lat, lng, accuracyMetres: Math.round(accuracy), capturedAt: new Date(timestamp).toISOString() };
      // The visit counts without it.
      void phone.attachPosition(newId(), position).catch(() => undefined);
    },
    () => undefined,
    { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
  );
}
