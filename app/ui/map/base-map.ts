/** An optional picture of the ground under our own lines, by the operator's configuration. None is the default. */
export interface BaseMap {
  /** tiles: XYZ pictures · archive: one PMTiles file, vector or raster */
  readonly kind: "tiles" | "archive";
  /** address of the archive, or of tiles with `{z}`, `{x}`, `{y}` and perhaps `{s}`, in WGS-84 or unshifted */
  readonly url: string;
  readonly attribution: string;
  /** 审图号, shown on public maps of China */
  readonly approval: string;
  /** letters or digits that `{s}` in the address stands for */
  readonly subdomains?: string;
}
