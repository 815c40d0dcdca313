import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { TileLayer, useMap } from "react-leaflet";
import type { BaseMap } from "./base-map";

interface GroundProps {
  readonly baseMap: BaseMap;
  readonly scheme: "light" | "dark";
  readonly onMissing: (isMissing: boolean) => void;
}

/** What lies under our own lines. */
export function Ground({ baseMap, scheme, onMissing }: GroundProps) {
  const { i18n } = useTranslation("map");
  const { kind, url, subdomains } = baseMap;
  return kind === "tiles" ? (
    <Tiles url={url} subdomains={subdomains ?? "abc"} onMissing={onMissing} />
  ) : (
    <Archive url={url} scheme={scheme} language={i18n.language} onMissing={onMissing} />
  );
}

interface TilesProps {
  readonly url: string;
  readonly subdomains: string;
  readonly onMissing: (isMissing: boolean) => void;
}

/** Pictures of our own host, which asks the tile host for them. One that does not arrive is said once, until one does. */
function Tiles({ url, subdomains, onMissing }: TilesProps) {
  const heard = useMemo(() => ({ tileerror: () => onMissing(true), tileload: () => onMissing(false) }), [onMissing]);
  return <TileLayer url={url} subdomains={subdomains} referrerPolicy="origin" eventHandlers={heard} />;
}

interface ArchiveProps {
  readonly url: string;
  readonly scheme: "light" | "dark";
  readonly language: string;
  readonly onMissing: (isMissing: boolean) => void;
}

/** A PMTiles file; what draws it is loaded only here. */
function Archive({ url, scheme, language, onMissing }: ArchiveProps) {
  const map = useMap();
  useEffect(() => {
    let isWanted = true;
    let remove = () => undefined;
    const draw = async () => {
      const { archiveLayer } = await import("./archive-layer.client");
      const layer = await archiveLayer(url, { scheme, language });
      if (!isWanted) return;
      layer.addTo(map);
      onMissing(false);
      remove = () => void layer.remove();
    };
    draw().catch(() => isWanted && onMissing(true));
    return () => {
      isWanted = false;
      remove();
    };
  }, [map, url, scheme, language, onMissing]);
  return null;
}
