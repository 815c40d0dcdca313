import { lazy, Suspense, type CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import { useMapScheme } from "./map-scheme";
import type { SiteMapProps } from "./site-map-props";
import classes from "./site-map.module.css";

export type { SiteMapPoint, SiteMapProps } from "./site-map-props";

const LeafletMap = lazy(() => import("./leaflet-map.client").then((module) => ({ default: module.LeafletMap })));

/**
 * The map control of every screen. The map itself arrives after the page (Leaflet is loaded by itself, in the browser
 * only), its room is kept from the first paint. Always put a list beside it that does the same by keyboard.
 */
export function SiteMap(props: SiteMapProps) {
  const { t } = useTranslation("map");
  const scheme = useMapScheme();
  const room: CSSProperties & { "--paper-height"?: string } = { height: props.height ?? 420 };
  if (props.paperHeight) room["--paper-height"] = `${props.paperHeight}mm`;
  const waiting = (
    <div className={classes.waiting} style={room} aria-busy="true">
      <noscript>{t("needsScript")}</noscript>
      <span>{t("loading")}</span>
    </div>
  );
  return (
    <section
      aria-label={props.label}
      className={classes.frame}
      style={room}
      data-scheme={scheme}
      data-bare={!props.outlines?.features.length}
    >
      <ClientOnly fallback={waiting}>
        {() => (
          <Suspense fallback={waiting}>
            <LeafletMap {...props} scheme={scheme} />
          </Suspense>
        )}
      </ClientOnly>
    </section>
  );
}
